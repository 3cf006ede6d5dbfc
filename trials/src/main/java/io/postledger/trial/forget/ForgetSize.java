package io.postledger.trial.forget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a forget trial is, and where.
 *
 * @param people who are erased besides the workspace's owner; one of them is its auditor
 * @param posts that are published
 * @param isWhole whether the product is also started on what is left, and on a copy from before
 * @param axonServer HOST:PORT of the Axon Server that keeps the events; null for PostgreSQL
 */
record ForgetSize(
        long seed,
        int people,
        int posts,
        boolean isWhole,
        @Nullable String axonServer) {
    ForgetSize {
        if (people < 1 || posts < 1) {
            throw new IllegalArgumentException("There is at least one post, and an auditor besides the owner");
        }
    }

    static ForgetSize small(long seed) {
        return new ForgetSize(seed, 1, 1, false, null);
    }

    /** More of what {@code ./postledger run} is given. */
    List<String> options() {
        return axonServer == null ? List.of() : List.of("--axon-server", axonServer);
    }
}
