package io.postledger.embedded.networks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * From HTTP to a {@link Call} and back, with the ways in which a connection can misbehave. Jetty, because its connections
 * give their socket away: a reset needs it, and waiting for time to pass holds no thread.
 */
final class HttpDoor extends Handler.Abstract {

    private static final int SLOW_BODY_PIECES = 10;

    private static final int LINES_BUFFER = 32 * 1024;

    private final Inside inside;
    private final Path spool;
    private final ScheduledExecutorService timer;

    /** What is behind a door. */
    interface Inside {
        /** @param controlDoor whether the call came to the control door */
        void handle(boolean controlDoor, Call call, Line line);
    }

    /** @param spool folder for large bodies while their calls last */
    HttpDoor(Inside inside, Path spool, ScheduledExecutorService timer) {
        this.inside = inside;
        this.spool = spool;
        this.timer = timer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Line line = new Line(request, response, callback, timer);
        try (InputStream in = Request.asInputStream(request);
                Body body = Body.read(in, request.getLength(), spool)) {
            if (body == null) {
                line.answer(Answer.text(413, "").with("Connection", "close"));
            } else {
                handle(request, body, line);
            }
        }
        return true;
    }

    private void handle(Request request, Body body, Line line) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue());
        }
        try {
            String query = request.getHttpURI().getQuery();
            Map<String, String> parameters = query == null ? Map.of() : Call.form(query);
            Call call =
                    new Call(request.getMethod(), request.getHttpURI().getCanonicalPath(), parameters, headers, body);
            boolean control = "control"
                    .equals(request.getConnectionMetaData().getConnector().getName());
            inside.handle(control, call, line);
        } catch (IllegalArgumentException e) {
            line.answer(Answer.text(400, "malformed query"));
        }
    }

    /** One request's way back; exactly one of its methods is called, once. */
    record Line(Request request, Response response, Callback callback, ScheduledExecutorService timer) {

        void answer(Answer answer) {
            ByteBuffer body = begin(answer);
            response.write(true, body, callback);
        }

        /** Line by line, for what would be much at once. */
        void answerLines(Stream<String> lines) {
            response.setStatus(200);
            response.getHeaders().put("Content-Type", "application/x-ndjson");
            try (OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), LINES_BUFFER)) {
                for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                    out.write((each.next() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                callback.failed(e);
                return;
            }
            callback.succeeded();
        }

        void answerAfter(Duration delay, Answer answer) {
            timer.schedule(() -> answer(answer), delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** The status line at once, the body in pieces over that time. */
        void answerSlowly(Duration time, Answer answer) {
            ByteBuffer body = begin(answer);
            int piece = Math.max(1, body.remaining() / SLOW_BODY_PIECES);
            trickle(body, piece, time.toMillis() / SLOW_BODY_PIECES);
        }

        private void trickle(ByteBuffer body, int piece, long pauseMs) {
            ByteBuffer next = body.slice(body.position(), Math.min(piece, body.remaining()));
            body.position(body.position() + next.remaining());
            if (!body.hasRemaining()) {
                response.write(true, next, callback);
                return;
            }
            Runnable more = () -> trickle(body, piece, pauseMs);
            response.write(
                    false,
                    next,
                    Callback.from(() -> timer.schedule(more, pauseMs, TimeUnit.MILLISECONDS), callback::failed));
        }

        /** The peer sees "connection reset", not an orderly end. */
        void reset() {
            EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
            IOException cause = new IOException("reset on demand");
            try {
                ((SocketChannel) endPoint.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
            endPoint.close(cause);
            callback.failed(cause);
        }

        void resetAfter(Duration delay) {
            timer.schedule(this::reset, delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        private ByteBuffer begin(Answer answer) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            response.setStatus(answer.status());
            answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            if (answer.contentTypeOrNull() != null) {
                response.getHeaders().put("Content-Type", answer.contentTypeOrNull());
            }
            response.getHeaders().put("Content-Length", body.length);
            return ByteBuffer.wrap(body);
        }
    }
}
