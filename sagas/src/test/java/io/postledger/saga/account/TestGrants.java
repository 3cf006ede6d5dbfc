package io.postledger.saga.account;

import io.postledger.api.account.Platform;
import io.postledger.platform.AuthorizationRequest;
import io.postledger.platform.Connectors;
import io.postledger.platform.Grant;
import io.postledger.platform.MediaSource;
import io.postledger.platform.Pkce;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.Prepared;
import io.postledger.platform.PublishOutcome;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import io.postledger.saga.SagaRoom;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Accounts of simulated X that are connected, for tests of what uses them. */
public final class TestGrants {
    private static final URI REDIRECT = URI.create("http://127.0.0.1/callback");

    private TestGrants() {}

    /** The account's owner consents now; the product's own store has the grant. */
    public static void connect(SagaRoom room, String workspaceId, String accountId, String handle) {
        PlatformConnector x = room.bean(Connectors.class).require(Platform.X);
        Pkce pkce = Pkce.generate(new SecureRandom());
        URI consent = x.authorizationUri(new AuthorizationRequest("state", pkce.challenge(), REDIRECT, x.scopes()));
        Grant grant = x.exchangeCode(room.consent(consent, handle), pkce.verifier(), REDIRECT);
        room.bean(GrantStore.class)
                .save(StoredGrant.of(
                        accountId,
                        workspaceId,
                        Platform.X,
                        x.accounts(grant).get(0).account().ref(),
                        grant,
                        x.refreshAhead(),
                        room.bean(Clock.class).instant()));
    }

    /** Sends a text as the product's connector does, past the product; its id at the network. */
    public static String publish(SagaRoom room, String workspaceId, String accountId, String text) {
        Access.Granted access = (Access.Granted) room.bean(AccountGrants.class).access(workspaceId, accountId);
        PublishOutcome outcome = room.bean(Connectors.class)
                .require(Platform.X)
                .publish(
                        new Submission(
                                access.credentials(),
                                access.account(),
                                new Content(text, List.of(), Map.of()),
                                room.bean(MediaSource.class)),
                        Prepared.NOTHING,
                        room.bean(Clock.class).instant().plusSeconds(20));
        return ((PublishOutcome.Published) outcome).externalId();
    }

    /** The network was seen to have taken the grant back. */
    public static void lose(SagaRoom room, String accountId) {
        room.bean(GrantStore.class).markRevoked(accountId);
    }
}
