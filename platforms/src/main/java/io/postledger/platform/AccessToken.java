package io.postledger.platform;

/** A bearer token of one account, short-lived (X: two hours). */
public final class AccessToken extends Secret {

    public AccessToken(String value) {
        super(value);
    }
}
