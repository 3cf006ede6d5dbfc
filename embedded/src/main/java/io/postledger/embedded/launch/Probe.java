package io.postledger.embedded.launch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Asks a process on 127.0.0.1 whether it is ready. */
@FunctionalInterface
public interface Probe {

    int PATIENCE_MILLIS = 2_000;
    int BETWEEN_MILLIS = 50;

    boolean isReady();

    /** Ready when something takes connections on the port. */
    static Probe port(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
                return true;
            } catch (IOException notYet) {
                return false;
            }
        };
    }

    /** Ready when a GET is answered with 200. */
    static Probe http(String url) {
        return () -> {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(url).toURL().openConnection();
                connection.setConnectTimeout(PATIENCE_MILLIS);
                connection.setReadTimeout(PATIENCE_MILLIS);
                try {
                    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException notYet) {
                return false;
            }
        };
    }

    /**
     * Waits until ready.
     *
     * @throws IOException when the process ends before, or patience does
     */
    default void await(ProcessHandle process, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IOException("it ended before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("it was not ready within " + patience.toSeconds() + " s");
            }
            try {
                Thread.sleep(BETWEEN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
