package io.postledger.embedded.networks.shared;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Set;

/**
 * Fetches media from an address that the product gave, as the real networks do. Only from this machine: the simulation
 * never leaves it.
 */
public final class Fetcher {

    private static final int CONNECT_MS = 2_000;
    private static final int SILENCE_MS = 10_000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Fetcher() {}

    /** @param maxBytes beyond which it gives up */
    public static Fetched fetch(String address, long maxBytes) {
        try {
            URI uri = URI.create(address);
            if (!"http".equals(uri.getScheme()) || !LOOPBACK.contains(String.valueOf(uri.getHost()))) {
                return failed("not an http address on this machine");
            }
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(CONNECT_MS);
            connection.setReadTimeout(SILENCE_MS);
            return read(connection, maxBytes);
        } catch (IOException | IllegalArgumentException e) {
            return failed(e.getClass().getSimpleName());
        }
    }

    private static Fetched read(HttpURLConnection connection, long maxBytes) throws IOException {
        try {
            if (connection.getResponseCode() != 200) {
                return failed("HTTP " + connection.getResponseCode());
            }
            if (connection.getContentLengthLong() > maxBytes) {
                return failed("too large");
            }
            Sha256 hash = new Sha256();
            try (InputStream in = connection.getInputStream()) {
                hash.update(in);
            }
            String type =
                    String.valueOf(connection.getContentType()).split(";", 2)[0].trim();
            return hash.length() > maxBytes
                    ? failed("too large")
                    : new Fetched(new MediaFile("", type, hash.length(), hash.hex()), null);
        } finally {
            connection.disconnect();
        }
    }

    private static Fetched failed(String why) {
        return new Fetched(null, why);
    }
}
