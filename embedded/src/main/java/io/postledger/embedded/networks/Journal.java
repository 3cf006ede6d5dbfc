package io.postledger.embedded.networks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that happened, one JSON object a line, handed to the operating system before it is answered: it survives the
 * kill of the process, though not of the machine.
 */
public final class Journal implements AutoCloseable {

    private final FileChannel file;

    private Journal(FileChannel file) {
        this.file = file;
    }

    /**
     * Opens it, and tells all that it holds. A last line that a kill cut short was never answered, and is dropped.
     *
     * @throws IOException when another process has it open, or a line other than the last cannot be read
     */
    public static Journal open(Path path, Consumer<ObjectNode> replay) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            file.truncate(replay(file, path, replay));
            file.position(file.size());
            return new Journal(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Held within this process: the same sentence.
        }
        throw new IOException("another process uses " + path);
    }

    /**
     * Reads through the locked channel itself: closing a second one on the same file would end the lock.
     *
     * @return how many bytes were whole lines
     */
    private static long replay(FileChannel file, Path path, Consumer<ObjectNode> replay) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(file.size())];
        ByteBuffer content = ByteBuffer.wrap(bytes);
        while (content.hasRemaining() && file.read(content) >= 0) {
            // Until the whole file is read.
        }
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, from, i - from, StandardCharsets.UTF_8);
                try {
                    replay.accept((ObjectNode) Json.MAPPER.readTree(line));
                } catch (JacksonException | ClassCastException e) {
                    throw new IOException("unreadable line at byte " + from + " of " + path, e);
                }
                from = i + 1;
            }
        }
        return from;
    }

    public void append(ObjectNode event) {
        byte[] line = (Json.MAPPER.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
        append(ByteBuffer.wrap(line));
    }

    private synchronized void append(ByteBuffer line) {
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the simulated networks' journal", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
