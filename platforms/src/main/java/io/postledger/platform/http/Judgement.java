package io.postledger.platform.http;

import io.postledger.platform.Codes;

/**
 * What an answer proves about the request.
 *
 * @param code one of {@link Codes}; null with DONE
 */
public record Judgement(Verdict verdict, String code) {

    /** The five things that an answer can prove. */
    public enum Verdict {
        /** The network did it. */
        DONE,
        /** The network read it, refused it, and would again; nothing was done. */
        REFUSED,
        /** The access token is not accepted; nothing was done. */
        NEEDS_REFRESH,
        /** The network did not take it (too many calls, or no connection): it may be asked again. */
        NOT_TAKEN,
        /** It may have been done or not. Every answer that is not documented to prove something belongs here. */
        UNDECIDED
    }

    public static final Judgement DONE = new Judgement(Verdict.DONE, null);
    public static final Judgement NEEDS_REFRESH = new Judgement(Verdict.NEEDS_REFRESH, Codes.NEEDS_REFRESH);
    public static final Judgement RATE_LIMITED = new Judgement(Verdict.NOT_TAKEN, Codes.RATE_LIMITED);

    public static Judgement refused(String code) {
        return new Judgement(Verdict.REFUSED, code);
    }

    public static Judgement undecided(String code) {
        return new Judgement(Verdict.UNDECIDED, code);
    }

    /** By HTTP status alone, as most networks mean it; 5xx, redirects and undocumented ones decide nothing. */
    public static Judgement ofStatus(int status) {
        return switch (status) {
            case 200, 201, 202, 204 -> DONE;
            case 401 -> NEEDS_REFRESH;
            case 403 -> refused(Codes.FORBIDDEN);
            case 429 -> RATE_LIMITED;
            case 400, 404, 405, 409, 410, 413, 415, 422 -> refused(Codes.INVALID_REQUEST);
            default -> undecided(status >= 500 ? Codes.SERVER_ERROR : Codes.UNREADABLE_ANSWER);
        };
    }
}
