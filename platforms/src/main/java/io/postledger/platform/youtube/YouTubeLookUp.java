package io.postledger.platform.youtube;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Attempt;
import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.LookUp;
import io.postledger.platform.LookUp.Undecided;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.http.Api;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the upload session what became of it, and where there is none any more, looks among the channel's uploads. */
final class YouTubeLookUp {

    /** YouTube's clock and ours may differ, and it tells times in whole seconds. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    /** YouTube names no bound; the list of uploads is seen to lag by a minute or so. */
    private static final Duration LIST_LAGS_BY = Duration.ofMinutes(10);

    private static final Duration LATER = Duration.ofSeconds(5);

    private final NetworkSettings settings;
    private final Api api;
    private final UploadSession sessions;
    private final UploadsList uploads;

    YouTubeLookUp(NetworkSettings settings, Api api, UploadSession sessions, UploadsList uploads) {
        this.settings = settings;
        this.api = api;
        this.sessions = sessions;
        this.uploads = uploads;
    }

    LookUp find(Submission submission, Prepared prepared, Attempt attempt) {
        Optional<String> video = prepared.part(YouTubeUpload.VIDEO);
        if (video.isPresent()) {
            return found(video.get(), api.notMade("youtube.videos.upload.status", "the session had made the video"));
        }
        Optional<Attachment> file = YouTubeVideo.file(submission.content());
        Optional<URI> session = prepared.part(YouTubeUpload.SESSION).map(URI::create);
        Instant since = prepared.part(YouTubeUpload.OPENED_AT)
                .map(Instant::parse)
                .filter(opened -> opened.isBefore(attempt.firstSentAt()))
                .orElse(attempt.firstSentAt())
                .minus(CLOCKS_DIFFER_BY);
        if (session.isEmpty() || file.isEmpty()) {
            return listed(submission, since, attempt);
        }
        UploadState state = sessions.ask(session.get(), submission.credentials().accessToken(), file.get());
        return switch (state.kind()) {
            case COMPLETE -> found(state.videoIdOrNull(), state.exchange());
            case INCOMPLETE, LIMIT_REACHED -> new LookUp.Absent(state.exchange());
            case ALL_RECEIVED ->
                new Undecided(Codes.PROCESSING, state.reason(), api.now().plus(LATER), state.exchange());
            case GONE -> listed(submission, since, attempt);
            case REFUSED -> new LookUp.Refused(state.code(), state.reason(), state.exchange());
            case UNCLEAR -> state.reply().undecided();
        };
    }

    private LookUp listed(Submission submission, Instant since, Attempt attempt) {
        LookUp found = uploads.find(submission, since);
        Instant listedAt = attempt.lastSentAt().plus(LIST_LAGS_BY);
        return found instanceof LookUp.Absent absent && api.now().isBefore(listedAt)
                ? new Undecided(
                        Codes.INCONCLUSIVE,
                        "it is not among the uploads, and their list lags",
                        listedAt,
                        absent.exchange())
                : found;
    }

    private LookUp.Found found(String videoId, Exchange exchange) {
        return new LookUp.Found(videoId, YouTubePages.video(settings, videoId), exchange);
    }
}
