package io.postledger.web.call;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What has to be whole before its first byte is sent, and may be large and readable. Its file has no name from the beginning: a process that is
 * killed leaves nothing of it in the folder for temporary files.
 */
public final class NamelessFile implements AutoCloseable {
    private final OutputStream in;
    private final FileChannel out;

    public NamelessFile() throws IOException {
        Path file = Files.createTempFile("postledger", ".part");
        try {
            in = new BufferedOutputStream(Files.newOutputStream(file));
            out = FileChannel.open(file, StandardOpenOption.READ);
        } finally {
            Files.delete(file);
        }
    }

    /** To be closed before the rest is asked for. */
    public OutputStream writing() {
        return in;
    }

    /** In bytes. */
    public long size() throws IOException {
        return out.size();
    }

    /** All that was written; once. */
    public void sendTo(OutputStream receiver) throws IOException {
        Channels.newInputStream(out).transferTo(receiver);
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            out.close();
        }
    }
}
