package io.postledger.platform;

/** Buys the next access token. Where a network rotates them (X does) it may be spent once only. */
public final class RefreshToken extends Secret {

    public RefreshToken(String value) {
        super(value);
    }
}
