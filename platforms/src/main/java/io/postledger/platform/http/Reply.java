package io.postledger.platform.http;

import io.postledger.platform.Codes;
import io.postledger.platform.Exchange;
import io.postledger.platform.LookUp;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.Preparation;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.http.WireResult.Answered;
import io.postledger.platform.http.WireResult.Lost;
import io.postledger.platform.http.WireResult.NeverLeft;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A network's answer to one call, or what came instead, and what it proves.
 *
 * @param json the body; a missing node when there is none, or none that is JSON
 * @param retryAtOrNull when a call that was not taken may be made again
 */
public record Reply(
        WireResult result,
        JsonNode json,
        ApiError error,
        Judgement judgement,
        Instant retryAtOrNull,
        Exchange exchange) {

    /** HTTP status, or 0 when no whole answer came. */
    public int status() {
        return result instanceof Answered answered ? answered.status() : 0;
    }

    public boolean isDone() {
        return judgement.verdict() == Judgement.Verdict.DONE;
    }

    public Optional<String> header(String name) {
        return result instanceof Answered answered ? answered.header(name) : Optional.empty();
    }

    /** In a sentence, for people: the network's own words where there are any. */
    public String reason() {
        if (exchange.failureOrNull() != null) {
            return exchange.failureOrNull();
        }
        return error.titleOrNull() != null ? error.titleOrNull() : "HTTP " + status() + " without a readable reason";
    }

    /** What a call to publish that did not answer as hoped means. A DONE that cannot be read decides nothing. */
    public PublishOutcome notPublished() {
        return switch (judgement.verdict()) {
            case REFUSED -> new PublishOutcome.Rejected(judgement.code(), reason(), exchange);
            case NEEDS_REFRESH -> new PublishOutcome.NeedsRefresh(exchange);
            case NOT_TAKEN -> new PublishOutcome.NotSent(judgement.code(), reason(), retryAtOrNull, exchange);
            case UNDECIDED -> new PublishOutcome.Unknown(judgement.code(), reason(), exchange);
            case DONE -> new PublishOutcome.Unknown(Codes.UNREADABLE_ANSWER, reason(), exchange);
        };
    }

    /** What a preparing call that did not answer as hoped means: whatever was done unseen may be done again. */
    public Preparation notPrepared(Prepared soFar) {
        return switch (judgement.verdict()) {
            case REFUSED -> new Preparation.Rejected(judgement.code(), reason(), exchange);
            case NEEDS_REFRESH -> new Preparation.NeedsRefresh(soFar, exchange);
            case NOT_TAKEN, UNDECIDED ->
                new Preparation.NotDone(soFar, judgement.code(), reason(), retryAtOrNull, exchange);
            case DONE -> new Preparation.NotDone(soFar, Codes.UNREADABLE_ANSWER, reason(), null, exchange);
        };
    }

    /** What a look-up's call that did not answer as hoped means: nothing is known. */
    public LookUp.Undecided undecided() {
        return new LookUp.Undecided(
                isDone() ? Codes.UNREADABLE_ANSWER : judgement.code(), reason(), retryAtOrNull, exchange);
    }

    /** What any other call that did not answer as hoped means. */
    public PlatformException failure() {
        return switch (judgement.verdict()) {
            case REFUSED -> failure(Kind.REFUSED, judgement.code());
            case NEEDS_REFRESH -> failure(Kind.NEEDS_REFRESH, judgement.code());
            case NOT_TAKEN -> failure(Kind.NOT_DONE, judgement.code());
            case UNDECIDED -> failure(Kind.UNKNOWN, judgement.code());
            case DONE -> failure(Kind.UNKNOWN, Codes.UNREADABLE_ANSWER);
        };
    }

    public PlatformException failure(Kind kind, String code) {
        return new PlatformException(kind, code, reason(), retryAtOrNull, exchange);
    }

    /** What no answer proves. */
    static Judgement judgementOf(WireResult result) {
        if (result instanceof NeverLeft neverLeft) {
            return new Judgement(
                    Judgement.Verdict.NOT_TAKEN,
                    neverLeft == NeverLeft.TOO_LATE ? Codes.DEADLINE_PASSED : Codes.CONNECT_FAILED);
        }
        return Judgement.undecided(((Lost) result).timedOut() ? Codes.TIMEOUT : Codes.CONNECTION_LOST);
    }
}
