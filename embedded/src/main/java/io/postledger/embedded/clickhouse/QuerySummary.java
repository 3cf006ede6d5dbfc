package io.postledger.embedded.clickhouse;

/** What ClickHouse tells in {@code X-ClickHouse-Summary}: every number is a string there. */
record QuerySummary(
        long readRows,
        long readBytes,
        long writtenRows,
        long writtenBytes,
        long resultRows,
        long resultBytes,
        long elapsedNanos) {

    /** Of a result that is still being computed when the headers go out. */
    static final QuerySummary UNKNOWN = new QuerySummary(0, 0, 0, 0, 0, 0, 0);

    String json() {
        return ("{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\",\"written_bytes\":\"%d\","
                        + "\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\",\"result_bytes\":\"%d\","
                        + "\"elapsed_ns\":\"%d\"}")
                .formatted(readRows, readBytes, writtenRows, writtenBytes, resultRows, resultBytes, elapsedNanos);
    }
}
