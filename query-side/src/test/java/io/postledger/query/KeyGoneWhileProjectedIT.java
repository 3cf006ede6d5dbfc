package io.postledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import io.postledger.api.MessageContext;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountId;
import io.postledger.api.account.AccountList;
import io.postledger.api.account.AccountView;
import io.postledger.api.account.FindAccounts;
import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostImported;
import io.postledger.api.post.PostPublished;
import io.postledger.api.post.PostTarget;
import io.postledger.api.post.PostView;
import io.postledger.api.privacy.PersonalData;
import io.postledger.api.publication.Exchange;
import io.postledger.api.publication.PublicationAttemptStarted;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.publication.PublicationRequested;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.privacy.PersonalCipher;
import io.postledger.privacy.SubjectKeys;
import io.postledger.query.post.Posts;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace's key is destroyed while its events are being projected: some were read with it, the rest without. */
class KeyGoneWhileProjectedIT {
    private static final String ME = "user_01jd8y3e4f7z9k2m5n6p7q8r9s";
    private static final String POST = Posts.postId(1);
    private static final String IMPORTED = Posts.postId(2);
    private static final List<String> PROJECTIONS =
            List.of("workspaces", "accounts", "posts", "calendar", "media", "history_index");

    /** Reads as the product does once the key is destroyed. */
    private final PersonalCipher withoutKey = new PersonalCipher(new SubjectKeys() {
        @Override
        public Optional<Aead> find(String subject) {
            return Optional.empty();
        }

        @Override
        public Optional<Aead> findOrMake(String subject) {
            return Optional.empty();
        }
    });

    private QueryRig rig;

    @BeforeEach
    void open() {
        rig = new QueryRig();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private void unreadable(String aggregateId, Object event) {
        rig.publish(aggregateId, withoutKey.seal(event, "any", Map.of(MessageContext.WORKSPACE, QueryRig.WORKSPACE)));
    }

    private static AccountConnected connected(String accountId, String handle) {
        return new AccountConnected(
                new AccountId(accountId).value(),
                QueryRig.WORKSPACE,
                Platform.X,
                "x-" + handle,
                handle,
                "Ada",
                List.of());
    }

    @Test
    void givenTheKeyGoneInBetween_whenProjected_thenTheRestIsShownAsErased_nothingFails_andARebuildIsTheSame() {
        rig.publish(QueryRig.WORKSPACE, new WorkspaceCreated(QueryRig.WORKSPACE, "Ours", "Europe/Berlin", ME));
        rig.publish(QueryRig.WORKSPACE, new MemberAdded(QueryRig.WORKSPACE, ME, Role.OWNER));
        rig.publish(POST, new PostDrafted(POST, QueryRig.WORKSPACE, "readable", List.of(), List.of()));

        unreadable(Posts.ACCOUNT, connected(Posts.ACCOUNT, "ada"));
        unreadable(Posts.OTHER_ACCOUNT, connected(Posts.OTHER_ACCOUNT, "grace"));
        unreadable(
                POST,
                new PostEdited(
                        POST,
                        2,
                        "a secret",
                        List.of(new PostTarget(Posts.ACCOUNT, Platform.X, Map.of("text", "a secret elsewhere"))),
                        List.of(new Attachment(
                                "media_01jd8y3e4f7z9k2m5n6p7q8r9s", "image/png", 3, "ab", 1, 1, null, "a secret"))));
        unreadable(POST, Posts.scheduled(POST, LocalDateTime.parse("2026-03-02T09:00"), "Europe/Berlin"));
        unreadable(POST, Posts.begun(POST, Posts.publicationId(1)));
        unreadable(
                Posts.publicationId(1),
                new PublicationRequested(
                        Posts.publicationId(1),
                        QueryRig.WORKSPACE,
                        POST,
                        Posts.ACCOUNT,
                        Platform.X,
                        2,
                        "a secret elsewhere",
                        List.of(),
                        Map.of("text", "a secret elsewhere"),
                        QueryRig.AT));
        unreadable(Posts.publicationId(1), new PublicationAttemptStarted(Posts.publicationId(1), 1));
        unreadable(
                Posts.publicationId(1),
                new PublicationPublished(
                        Posts.publicationId(1),
                        1,
                        POST,
                        Posts.ACCOUNT,
                        "4711",
                        "https://x.example/4711",
                        QueryRig.AT,
                        new Exchange(201, null, null, 1)));
        unreadable(POST, new PostPublished(POST));
        unreadable(
                IMPORTED,
                new PostImported(
                        IMPORTED,
                        QueryRig.WORKSPACE,
                        Posts.publicationId(2),
                        Posts.ACCOUNT,
                        Platform.X,
                        "a secret",
                        "4712",
                        "https://x.example/4712",
                        QueryRig.AT));
        rig.awaitCaughtUp();

        for (String projection : PROJECTIONS) {
            assertThat(rig.events().letters(projection, 1)).as(projection).isEmpty();
        }
        assertThat(rig.ask(new FindAccounts(), AccountList.class).items())
                .extracting(AccountView::externalId)
                .containsExactlyInAnyOrder(
                        PersonalData.ERASED_ID + Posts.ACCOUNT, PersonalData.ERASED_ID + Posts.OTHER_ACCOUNT);
        PostView post = rig.ask(new FindPost(new PostId(POST), null), PostView.class);
        assertThat(post.text()).isEqualTo(PersonalData.ERASED);
        assertThat(post.media()).extracting(Attachment::altText).containsExactly(PersonalData.ERASED);
        assertThat(post.targets()).hasSize(1);
        assertThat(post.targets().get(0).options()).isEmpty();
        assertThat(post.targets().get(0).uri()).isEqualTo(PersonalData.ERASED);
        assertThat(rig.ask(new FindPost(new PostId(IMPORTED), null), PostView.class)
                        .text())
                .isEqualTo(PersonalData.ERASED);

        Map<String, String> live = rig.events().hashes();
        rig.events().rebuildAll();
        assertThat(rig.events().hashes()).isEqualTo(live);
    }
}
