package io.postledger.platform.http;

import io.postledger.platform.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The one HTTP client of all connectors. Each request goes out at most once, and a failure says whether bytes may have
 * left.
 *
 * <p>Apache HttpClient 5 rather than the JDK's: its retries, redirects and cookies are switched off on this instance (the
 * JDK client's hidden retry of a reset or refused request is governed by system properties of the whole JVM), and a hook
 * between connecting and sending tells the two kinds of failure apart for certain.
 */
public final class Wire implements AutoCloseable {

    /** The largest answer read, in bytes; the networks' answers are below 1 MB. */
    static final int MAX_ANSWER = 4 * 1024 * 1024;

    private static final String BYTES_MAY_LEAVE = "postledger.bytes-may-leave";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watchdog;

    /** @param maxConnections open at once, to one host and in all */
    public Wire(int maxConnections) {
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(maxConnections)
                        .setMaxConnPerRoute(maxConnections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT))
                                // Always, a millisecond each: a request on a kept connection that the server has closed
                                // would have an unknown outcome.
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), BYTES_MAY_LEAVE, (request, scope, chain) -> {
                    ((AtomicBoolean) scope.clientContext.getAttribute(BYTES_MAY_LEAVE)).set(true);
                    return chain.proceed(request, scope);
                })
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Postledger")
                .build();
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "wire-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        this.watchdog.setRemoveOnCancelPolicy(true);
    }

    /**
     * Sends it once and waits for the whole answer.
     *
     * @param timeouts its total bounds everything, including a body that trickles
     */
    public WireResult send(WireRequest request, Timeouts timeouts) {
        long began = System.nanoTime();
        AtomicBoolean bytesMayLeave = new AtomicBoolean();
        AtomicBoolean timeIsUp = new AtomicBoolean();
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(BYTES_MAY_LEAVE, bytesMayLeave);
        HttpUriRequestBase call = call(request, timeouts);
        ScheduledFuture<?> deadline = watchdog.schedule(
                () -> {
                    timeIsUp.set(true);
                    call.cancel();
                },
                timeouts.total().toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return client.execute(call, context, answer -> read(call, answer, began));
        } catch (IOException | RuntimeException e) {
            boolean timedOut = timeIsUp.get() || e instanceof InterruptedIOException;
            String reason = timeIsUp.get() ? "no whole answer within " + timeouts.total() : describe(e);
            return bytesMayLeave.get()
                    ? new WireResult.Lost(timedOut, reason, millisSince(began))
                    : new WireResult.NeverLeft(reason, millisSince(began));
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpUriRequestBase call(WireRequest request, Timeouts timeouts) {
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(call::setHeader);
        if (request.bodyOrNull() != null) {
            call.setEntity(entity(request.bodyOrNull()));
        }
        call.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(timeouts.total()))
                .setResponseTimeout(Timeout.of(timeouts.silence()))
                .build());
        return call;
    }

    private static HttpEntity entity(WireBody body) {
        return new AbstractHttpEntity(ContentType.parse(body.contentType()), null) {
            @Override
            public InputStream getContent() throws IOException {
                return body.bytes().open();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                try (InputStream in = getContent()) {
                    in.transferTo(out);
                }
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }

            @Override
            public boolean isStreaming() {
                return false;
            }

            @Override
            public long getContentLength() {
                return body.length();
            }

            @Override
            public void close() {}
        };
    }

    private static WireResult read(HttpUriRequestBase call, ClassicHttpResponse answer, long began) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : answer.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        String body = "";
        HttpEntity entity = answer.getEntity();
        if (entity != null) {
            try (InputStream in = entity.getContent()) {
                byte[] bytes = in.readNBytes(MAX_ANSWER + 1);
                if (bytes.length > MAX_ANSWER) {
                    call.cancel();
                    throw new IOException("an answer of more than " + MAX_ANSWER + " bytes");
                }
                body = new String(bytes, StandardCharsets.UTF_8);
            }
        }
        return new WireResult.Answered(answer.getCode(), Map.copyOf(headers), body, millisSince(began));
    }

    /** The kind of failure, and no more of its text than names the host: a message could quote the request. */
    private static String describe(Exception e) {
        return e.getClass().getSimpleName();
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
