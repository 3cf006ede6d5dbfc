package io.postledger.platform.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A socket that reads requests, counts them, and answers each as told; the last behaviour goes on for ever. */
final class RawServer implements AutoCloseable {

    enum Behaviour {
        ANSWER,
        RESET,
        CLOSE,
        SILENCE,
        HALF_AN_ANSWER,
        BUSY,
        REDIRECT,
        TRICKLE
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Behaviour[] behaviours;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    RawServer(Behaviour... behaviours) throws IOException {
        this.behaviours = behaviours;
        daemon(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/call");
    }

    int connections() {
        return connections.get();
    }

    /** After time for a retry to come, had there been one. */
    int requestsOnceQuiet() {
        AtomicInteger last = new AtomicInteger(requests.get());
        Awaitility.await()
                .during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(5))
                .until(() -> requests.get() == last.getAndSet(requests.get()));
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                connections.incrementAndGet();
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            while (readRequest(in)) {
                int n = requests.incrementAndGet();
                if (!behave(connection, behaviours[Math.min(n, behaviours.length) - 1])) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client went away, as some of these make it do.
        }
    }

    private static boolean readRequest(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return false;
        }
        int length = 0;
        for (; !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return true;
    }

    /** @return whether the connection goes on */
    private boolean behave(Socket connection, Behaviour behaviour) throws IOException, InterruptedException {
        OutputStream out = connection.getOutputStream();
        switch (behaviour) {
            case ANSWER -> write(out, "HTTP/1.1 200 OK\r\nX-Thing: yes\r\nContent-Length: 3\r\n\r\né!");
            case BUSY -> write(out, "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
            case REDIRECT -> write(out, "HTTP/1.1 307 There\r\nLocation: /call\r\nContent-Length: 0\r\n\r\n");
            case HALF_AN_ANSWER -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                return false;
            }
            case RESET -> {
                connection.setSoLinger(true, 0);
                return false;
            }
            case CLOSE -> {
                return false;
            }
            case SILENCE -> closed.await();
            case TRICKLE -> {
                write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                    write(out, ".");
                }
            }
        }
        return true;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
