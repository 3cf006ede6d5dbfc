package io.postledger.trial;

/** The API refused, or answered something unexpected. */
public class ApiException extends RuntimeException {
    private final int status;
    private final String code;

    ApiException(String request, int status, String code, String detail) {
        super(request + " was answered with " + status + " " + code + ": " + detail);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /** The problem's stable code; empty where the answer was no problem. */
    public String code() {
        return code;
    }
}
