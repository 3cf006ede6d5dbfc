package io.postledger.trial.publish;

/** What became of one post on one account: what is really on the network against what the product says. */
enum Outcome {
    PUBLISHED_ONCE("published once", true),
    PUBLISHED_TWICE("published twice", false),
    LOST("acknowledged and lost", false),
    SAID_FAILED_BUT_LIVE("said failed but live", false),
    SAID_LIVE_BUT_ABSENT("said live but absent", false),
    /** It is neither final nor waits for a person, though nothing is wrong any more. */
    STUCK("stuck", false),
    /** A person has to say; allowed only where a network gives no way to know. */
    PARKED("parked", true),
    /** Failed with a reason, and truly not there. */
    REFUSED("refused", true);

    final String label;
    final boolean allowed;

    Outcome(String label, boolean allowed) {
        this.label = label;
        this.allowed = allowed;
    }

    /**
     * @param copies how often the network has it
     * @param state of the target as the product tells it; empty where it has none
     * @param begun whether the product says that publishing of the post has begun
     */
    static Outcome of(long copies, String state, boolean begun) {
        if (copies > 1) {
            return PUBLISHED_TWICE;
        }
        boolean live = copies == 1;
        return switch (state) {
            case "PUBLISHED" -> live ? PUBLISHED_ONCE : SAID_LIVE_BUT_ABSENT;
            case "FAILED" -> live ? SAID_FAILED_BUT_LIVE : REFUSED;
            case "PARKED" -> PARKED;
            default -> begun || live ? STUCK : LOST;
        };
    }
}
