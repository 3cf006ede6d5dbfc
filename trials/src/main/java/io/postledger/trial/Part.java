package io.postledger.trial;

import java.util.Locale;

/** What runs as a process of its own in an installation, beside the launcher. */
public enum Part {
    PRODUCT,
    NETWORKS,
    CLICKHOUSE,
    MONGO,
    POSTGRES;

    /** As the launcher calls it, in its file of endpoints and on the screen. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
