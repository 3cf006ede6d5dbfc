package io.postledger.platform;

import io.postledger.platform.rules.Content;

/** What goes to which account, and with whose consent. */
public record Submission(Credentials credentials, RemoteAccountRef account, Content content, MediaSource media) {

    public Submission with(Credentials others) {
        return new Submission(others, account, content, media);
    }
}
