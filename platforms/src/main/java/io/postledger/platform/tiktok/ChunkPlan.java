package io.postledger.platform.tiktok;

/**
 * How a file is cut: all chunks have the same size, and what is left over is part of the last one. By TikTok's media transfer
 * guide a chunk has 5 to 64 MB, the last up to 128 MB, and a file of less than 5 MB goes whole.
 *
 * @param size of the file, in bytes
 * @param chunk size of every chunk but the last
 * @param count of chunks
 */
record ChunkPlan(long size, long chunk, long count) {

    /** Their megabyte, as their examples count. */
    static final long MB = 1_000_000;

    static final long MIN = 5 * MB;

    /** Half of what a chunk may have, so that a last one with what is left over has no more than any may have. */
    static final long MAX = 32 * MB;

    /** @throws IllegalArgumentException when the chunk has less than 5 or more than 32 MB */
    static ChunkPlan of(long size, long chunk) {
        if (chunk < MIN || chunk > MAX) {
            throw new IllegalArgumentException("a chunk has 5 to 32 MB, and not " + chunk + " bytes");
        }
        long count = size / chunk;
        return count <= 1 ? new ChunkPlan(size, size, 1) : new ChunkPlan(size, chunk, count);
    }

    /** Where the last chunk begins. */
    long lastFrom() {
        return (count - 1) * chunk;
    }

    /** The end (exclusive) of the chunk that this byte is in. */
    long endAfter(long from) {
        return from >= lastFrom() ? size : (from / chunk + 1) * chunk;
    }
}
