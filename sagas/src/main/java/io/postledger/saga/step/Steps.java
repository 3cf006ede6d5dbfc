package io.postledger.saga.step;

/** Is told when publishing comes to a step. */
public interface Steps {
    /** Nobody listens. */
    Steps UNWATCHED = step -> {};

    /** @param step name of a {@link Step} */
    void reached(String step);

    default void reached(Step step) {
        reached(step.name());
    }
}
