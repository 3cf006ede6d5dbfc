package io.postledger.command.publication;

import io.postledger.api.account.Platform;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.publication.PublicationOutcomeUnknown;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.command.AggregateFixture;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.TestExecutor;

/** Publications in each state, as their events. */
abstract class PublicationFixture extends AggregateFixture<Publication> {
    static final PublicationId PUBLICATION = new PublicationId("pub_01jqaaaaaaaaaaaaaaaaaaaaaa");
    static final String POST = "post_01jqaaaaaaaaaaaaaaaaaaaaaa";
    static final Exchange EXCHANGE = new Exchange(201, null, "req-1", 120);
    static final Exchange NONE = Exchange.NONE;

    PublicationFixture() {
        super(Publication.class);
    }

    /** A history of which every event was recorded at {@link #NOW}. */
    TestExecutor<Publication> given(Object... events) {
        return fixture.givenCurrentTime(NOW).andGiven(events);
    }

    TestExecutor<Publication> given(List<?> events) {
        return given(events.toArray());
    }

    static PublicationRequested requested() {
        return new PublicationRequested(
                PUBLICATION.value(), WORKSPACE, POST, ACCOUNT, Platform.X, 1, "Hello", List.of(), Map.of(), NOW);
    }

    static PublicationAttemptStarted started(int attempt) {
        return new PublicationAttemptStarted(PUBLICATION.value(), attempt);
    }

    static PublicationOutcomeUnknown unknown(int attempt) {
        return new PublicationOutcomeUnknown(PUBLICATION.value(), attempt, "TIMEOUT", NOW, NOW, NOW, NONE);
    }
}
