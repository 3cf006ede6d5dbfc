package io.postledger.projection;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * A projection: a bean with a {@link ProcessingGroup}, targets, and {@code @EventHandler} methods that tell the targets
 * what to write. Batches, positions, idempotence, retries, metrics and health come from this package; a handler knows of
 * none of them, has no side effect and never reads the clock.
 */
public interface Projection {
    /** Name of the projection and of the event processor that feeds it; part of what is stored, so never changed. */
    default String name() {
        ProcessingGroup group = AnnotatedElementUtils.findMergedAnnotation(getClass(), ProcessingGroup.class);
        if (group == null) {
            throw new IllegalStateException(
                    "No @ProcessingGroup on projection " + getClass().getName());
        }
        return group.value();
    }

    /** Everything that the handlers write to. */
    List<? extends ProjectionTarget> targets();

    /**
     * Every object with {@code @EventHandler} methods in this processing group, in no particular order. One that is left out
     * ends the start of the product: a rebuild would not ask it.
     */
    default List<?> handlers() {
        return List.of(this);
    }
}
