package io.postledger.projection.clickhouse;

/**
 * That a workspace agrees from an event on, or no longer.
 *
 * @param position of the event in the log
 * @param sequence of the event among those about the workspace's consents, which is the same in another log; {@link #CLOSED} where
 *     the workspace is no more
 */
record Agreement(String workspaceId, long position, long sequence, boolean given) {
    static final long CLOSED = Long.MAX_VALUE;
}
