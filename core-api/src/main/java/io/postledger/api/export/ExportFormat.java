package io.postledger.api.export;

/** What a part of an export is written as. */
public enum ExportFormat {
    /** A JSON object a line, UTF-8; times in ISO 8601, UTC. */
    NDJSON,
    /** Apache Parquet, compressed with Zstandard; times in microseconds, UTC. */
    PARQUET
}
