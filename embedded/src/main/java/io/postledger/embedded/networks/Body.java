package io.postledger.embedded.networks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The body of a request: in memory when it is small, else in a file that is gone once the call is answered.
 *
 * @param bytesOrNull null when it is in a file
 * @param wasCut whether the connection broke before all of it came
 */
public record Body(byte[] bytesOrNull, Path fileOrNull, long length, boolean wasCut) implements AutoCloseable {

    /** The largest in memory, in bytes. */
    static final int MAX_IN_MEMORY = 1024 * 1024;

    /** The largest at all, in bytes. */
    static final long MAX = 64L * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    /** Read from a connection that broke. */
    private static final int CUT = -2;

    /**
     * Reads it to its end, or to where it broke.
     *
     * @param spool folder for large ones
     * @param expected its length, -1 when it is not told
     * @return null when it is larger than {@link #MAX}
     */
    static Body read(InputStream in, long expected, Path spool) throws IOException {
        if (expected > MAX) {
            return null;
        }
        ByteArrayOutputStream memory =
                new ByteArrayOutputStream(expected > 0 && expected < BUFFER ? (int) expected : 0);
        byte[] buffer = new byte[expected > 0 ? (int) Math.min(expected, BUFFER) : BUFFER];
        while (memory.size() <= MAX_IN_MEMORY) {
            int n = readOrCut(in, buffer);
            if (n <= 0) {
                return new Body(memory.toByteArray(), null, memory.size(), n == CUT);
            }
            memory.write(buffer, 0, n);
        }
        return spooled(memory, in, buffer, spool);
    }

    private static int readOrCut(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return CUT;
        }
    }

    private static Body spooled(ByteArrayOutputStream first, InputStream in, byte[] buffer, Path spool)
            throws IOException {
        Path file = Files.createTempFile(spool, "body", null);
        long length = first.size();
        int n;
        try (OutputStream out = Files.newOutputStream(file)) {
            first.writeTo(out);
            while ((n = readOrCut(in, buffer)) > 0 && length <= MAX) {
                out.write(buffer, 0, n);
                length += n;
            }
        }
        if (length > MAX) {
            Files.delete(file);
            return null;
        }
        return new Body(null, file, length, n == CUT);
    }

    public InputStream open() throws IOException {
        return bytesOrNull != null ? new ByteArrayInputStream(bytesOrNull, 0, Math.toIntExact(length)) : whole(length);
    }

    private InputStream whole(long bound) throws IOException {
        InputStream file = Files.newInputStream(fileOrNull);
        return bound == Files.size(fileOrNull) ? file : new ByteArrayInputStream(file.readNBytes((int) bound));
    }

    boolean isLarge() {
        return fileOrNull != null;
    }

    /** As if the connection had broken half way. */
    Body firstHalf() {
        return new Body(bytesOrNull, fileOrNull, length / 2, true);
    }

    @Override
    public void close() throws IOException {
        if (fileOrNull != null) {
            Files.deleteIfExists(fileOrNull);
        }
    }
}
