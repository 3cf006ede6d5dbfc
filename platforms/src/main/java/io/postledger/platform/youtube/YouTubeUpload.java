package io.postledger.platform.youtube;

import io.postledger.api.media.Attachment;
import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Preparation;
import io.postledger.platform.Preparation.NotDone;
import io.postledger.platform.Preparation.Ready;
import io.postledger.platform.Preparation.Waiting;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.PublishOutcome.NotSent;
import io.postledger.platform.PublishOutcome.Published;
import io.postledger.platform.PublishOutcome.Unknown;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import io.postledger.platform.http.Reply;
import io.postledger.platform.youtube.UploadState.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Uploads a video. To prepare is to open the session and to send all but the last piece of the file; to publish is to send
 * that piece. A session that did not answer is asked how far it is, and goes on from there.
 */
final class YouTubeUpload {

    /** Parts of {@link Prepared}: the session's address, when it was opened, the bytes it has, and the video it made. */
    static final String SESSION = "session";

    static final String OPENED_AT = "openedAt";
    static final String RECEIVED = "received";
    static final String VIDEO = "video";

    /** Pieces are multiples of 256 KB; the last is what is left. */
    private static final String CHUNK = Integer.toString(4 * 1024 * 1024);

    private static final String GONE = "there is no upload session";
    private static final String UNREADABLE = "the video cannot be read";
    private static final Duration LATER = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final Api api;
    private final UploadSession sessions;
    private final long chunk;

    YouTubeUpload(NetworkSettings settings, Api api, UploadSession sessions) {
        this.settings = settings;
        this.api = api;
        this.sessions = sessions;
        this.chunk = Long.parseLong(settings.option("chunkBytes", CHUNK));
    }

    Preparation prepare(Submission submission, Prepared soFar, Instant deadline) {
        Optional<Attachment> file = YouTubeVideo.file(submission.content());
        if (file.isEmpty()) {
            return new Preparation.Rejected(
                    Codes.INVALID_REQUEST, "YouTube takes exactly one video.", notMade("there is no video"));
        }
        Run run = new Run(submission, file.get(), api.now(), deadline);
        Optional<URI> session = soFar.part(SESSION).map(URI::create);
        if (session.isEmpty()) {
            return begin(run, soFar);
        }
        UploadState state = sessions.ask(session.get(), run.token(), file.get(), deadline);
        return state.kind() == Kind.GONE ? begin(run, soFar.without(SESSION)) : goOn(run, soFar, state);
    }

    /** One call of {@link #prepare}. */
    private record Run(Submission submission, Attachment file, Instant began, Instant deadline) {

        AccessToken token() {
            return submission.credentials().accessToken();
        }

        boolean isOver(Instant now) {
            return !now.isBefore(deadline);
        }

        /** The last piece deserves more of the time than its preparing took: it may have another run's. */
        boolean isShort(Instant now) {
            return Duration.between(began, now).compareTo(Duration.between(now, deadline)) > 0;
        }
    }

    private Preparation begin(Run run, Prepared soFar) {
        Reply reply = sessions.open(run.submission(), run.file(), run.deadline());
        Optional<URI> session = reply.isDone() ? sessions.address(reply) : Optional.empty();
        if (session.isEmpty()) {
            return reply.notPrepared(soFar);
        }
        Prepared opened = soFar.with(SESSION, session.get().toString())
                .with(OPENED_AT, reply.exchange().at().toString())
                .with(RECEIVED, "0");
        return goOn(run, opened, UploadState.opened(reply));
    }

    /** Sends pieces for as long as the session takes them, more than one is left, and there is time. */
    private Preparation goOn(Run run, Prepared prepared, UploadState first) {
        Prepared soFar = prepared;
        UploadState state = first;
        while (state.kind() == Kind.INCOMPLETE) {
            long from = state.received();
            soFar = soFar.with(RECEIVED, Long.toString(from));
            boolean onlyTheLast = run.file().bytes() - from <= chunk;
            if (run.isOver(api.now()) || onlyTheLast && state != first && run.isShort(api.now())) {
                return new Waiting(soFar, api.now(), state.exchange());
            }
            if (onlyTheLast) {
                return new Ready(soFar, state.exchange());
            }
            InputStream bytes;
            try {
                bytes = run.submission().media().open(run.file(), from);
            } catch (IOException e) {
                return new NotDone(soFar, Codes.MEDIA_UNREADABLE, UNREADABLE, null, state.exchange());
            }
            URI session = URI.create(soFar.part(SESSION).orElseThrow());
            state = sessions.send(session, run.token(), run.file(), bytes, from, chunk, run.deadline());
            if (state.kind() == Kind.INCOMPLETE && state.received() <= from) {
                return new NotDone(soFar, Codes.UNREADABLE_ANSWER, state.reason(), null, state.exchange());
            }
        }
        // A piece that the deadline cut off goes on from what came of it.
        return state.kind() == Kind.UNCLEAR && state.reply().status() == 0 && run.isOver(api.now())
                ? new Waiting(soFar, api.now(), state.exchange())
                : stopped(soFar, state);
    }

    private Preparation stopped(Prepared soFar, UploadState state) {
        return switch (state.kind()) {
            case COMPLETE -> new Ready(soFar.with(VIDEO, state.videoIdOrNull()), state.exchange());
            case ALL_RECEIVED -> new Waiting(soFar, api.now().plus(LATER), state.exchange());
            case GONE ->
                new NotDone(soFar.without(SESSION), Codes.PREPARATION_EXPIRED, state.reason(), null, state.exchange());
            case REFUSED -> new Preparation.Rejected(state.code(), state.reason(), state.exchange());
            case LIMIT_REACHED -> state.reply().notPrepared(soFar.without(SESSION));
            case UNCLEAR -> state.reply().notPrepared(soFar);
            case INCOMPLETE -> throw new IllegalStateException("it goes on");
        };
    }

    PublishOutcome publish(Submission submission, Prepared prepared, Instant deadline) {
        Optional<String> video = prepared.part(VIDEO);
        if (video.isPresent()) {
            return published(video.get(), notMade("the session had made the video already"));
        }
        Optional<Attachment> file = YouTubeVideo.file(submission.content());
        Optional<URI> session = prepared.part(SESSION).map(URI::create);
        if (file.isEmpty() || session.isEmpty()) {
            return new NotSent(Codes.PREPARATION_EXPIRED, GONE, null, notMade(GONE));
        }
        long from = Long.parseLong(prepared.part(RECEIVED).orElse("0"));
        AccessToken token = submission.credentials().accessToken();
        InputStream bytes;
        try {
            bytes = submission.media().open(file.get(), from);
        } catch (IOException e) {
            return new NotSent(Codes.MEDIA_UNREADABLE, UNREADABLE, null, notMade(UNREADABLE));
        }
        long length = file.get().bytes() - from;
        return outcome(sessions.send(session.get(), token, file.get(), bytes, from, length, deadline));
    }

    /** A session that is not at its end, or not there, may be so because it got there before: the look-up tells. */
    private PublishOutcome outcome(UploadState state) {
        return switch (state.kind()) {
            case COMPLETE -> published(state.videoIdOrNull(), state.exchange());
            case ALL_RECEIVED, INCOMPLETE -> new Unknown(Codes.PROCESSING, state.reason(), state.exchange());
            case GONE -> new Unknown(Codes.PREPARATION_EXPIRED, state.reason(), state.exchange());
            case REFUSED -> new PublishOutcome.Rejected(state.code(), state.reason(), state.exchange());
            case LIMIT_REACHED, UNCLEAR -> state.reply().notPublished();
        };
    }

    private Published published(String videoId, Exchange exchange) {
        return new Published(videoId, YouTubePages.video(settings, videoId), exchange);
    }

    private Exchange notMade(String why) {
        return api.notMade("youtube.videos.upload", why);
    }
}
