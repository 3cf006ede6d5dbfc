package io.postledger.platform;

/** The secret of this application at a network. */
public final class ClientSecret extends Secret {

    public ClientSecret(String value) {
        super(value);
    }
}
