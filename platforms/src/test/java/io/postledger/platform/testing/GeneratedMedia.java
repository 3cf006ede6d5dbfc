package io.postledger.platform.testing;

import com.sun.net.httpserver.HttpServer;
import io.postledger.api.media.Attachment;
import io.postledger.platform.MediaSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

/** Attachments of random bytes, readable from any place, and fetchable over HTTP. */
public final class GeneratedMedia implements MediaSource, AutoCloseable {

    private final Map<String, byte[]> files = new HashMap<>();
    private final HttpServer server;

    public GeneratedMedia() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
    }

    public Attachment video(int bytes) {
        return file("video/mp4", bytes, 30_000L);
    }

    public Attachment photo(int bytes) {
        return file("image/jpeg", bytes, null);
    }

    private Attachment file(String contentType, int length, Long durationMillis) {
        byte[] bytes = new byte[length];
        new Random(files.size()).nextBytes(bytes);
        String id = "media_" + files.size();
        files.put(id, bytes);
        return new Attachment(id, contentType, length, sha256(bytes), 1080, 1080, durationMillis, null);
    }

    /** From now on nobody can read it. */
    public void lose(Attachment attachment) {
        files.remove(attachment.mediaId());
    }

    @Override
    public InputStream open(Attachment attachment, long offset) throws IOException {
        byte[] bytes = files.get(attachment.mediaId());
        if (bytes == null) {
            throw new IOException("lost");
        }
        return new ByteArrayInputStream(bytes, Math.toIntExact(offset), bytes.length);
    }

    @Override
    public URI publicUri(Attachment attachment) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + attachment.mediaId());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
