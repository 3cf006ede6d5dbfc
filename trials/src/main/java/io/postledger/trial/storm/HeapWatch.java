package io.postledger.trial.storm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks at the product's heap once a second, by its own count of what is used, garbage included. */
final class HeapWatch implements Runnable {
    private static final double MEGABYTE = 1 << 20;

    private final HttpRequest request;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile double most;
    private volatile boolean over;

    HeapWatch(URI api) {
        this.request = HttpRequest.newBuilder(api.resolve("/actuator/prometheus"))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    @Override
    public void run() {
        while (!over) {
            try {
                most = Math.max(
                        most,
                        used(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .body()));
            } catch (IOException notThisTime) {
                // The next look is a second away.
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static double used(String metrics) {
        return metrics.lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / MEGABYTE;
    }

    /** The most that was seen, in megabytes (2^20); 0 where nothing could be seen. */
    double most() {
        over = true;
        return most;
    }
}
