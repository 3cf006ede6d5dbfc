/**
 * The embedded ClickHouse: the real engine (libchdb, through JNA) in a child JVM that speaks ClickHouse's HTTP interface.
 *
 * <p>{@link io.postledger.embedded.clickhouse.ClickHouseServer} is the child's {@code main},
 * {@link io.postledger.embedded.clickhouse.ClickHouseProcess} starts and restarts it from another JVM. It differs from a
 * ClickHouse server in this: one user; no HTTP sessions and roles; an {@code async_insert} is committed at once, so that
 * waiting for it and not waiting are the same; {@code KILL QUERY} does not know a request's query id; table functions may
 * read any file that the process may.
 */
package io.postledger.embedded.clickhouse;
