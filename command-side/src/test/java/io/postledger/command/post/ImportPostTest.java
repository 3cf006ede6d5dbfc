package io.postledger.command.post;

import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.Platform;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.ImportPost;
import io.postledger.api.post.PostImported;
import io.postledger.api.publication.PublicationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImportPostTest extends PostFixture {
    private static final String LINK = "https://x.com/i/web/status/7";

    private static ImportPost importOf(Instant publishedAt) {
        return new ImportPost(
                POST,
                new PublicationId(PUBLICATION),
                new AccountId(ACCOUNT),
                "Old news",
                "7",
                URI.create(LINK),
                publishedAt);
    }

    private static PostImported imported(Instant publishedAt) {
        return new PostImported(
                POST.value(), WORKSPACE, PUBLICATION, ACCOUNT, Platform.X, "Old news", "7", LINK, publishedAt);
    }

    @Test
    void givenNothing_whenImported_thenPublishedAsItWas() {
        Instant before = NOW.minus(Duration.ofDays(30));
        when(fixture.givenNoPriorActivity(), importOf(before)).expectEvents(imported(before));
    }

    @Test
    void givenNothing_whenImportedFromTheFuture_thenRejected() {
        assertRejected(
                when(fixture.givenNoPriorActivity(), importOf(NOW.plusSeconds(1))), RejectionCode.INVALID_REQUEST);
    }

    @Test
    void givenImported_whenEdited_thenRejected() {
        assertRejected(
                when(fixture.given(imported(NOW)), new EditPost(POST, "Changed", targets(ACCOUNT))),
                RejectionCode.POST_NOT_EDITABLE);
    }
}
