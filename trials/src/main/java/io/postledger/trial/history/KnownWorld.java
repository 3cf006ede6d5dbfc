package io.postledger.trial.history;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountAuthorizationLost;
import io.postledger.api.account.AccountConnected;
import io.postledger.api.account.AccountDisconnected;
import io.postledger.api.account.AccountReconnected;
import io.postledger.api.account.AccountState;
import io.postledger.api.account.Platform;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.media.MediaDeleted;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.post.PostImported;
import io.postledger.api.publication.PublicationPublished;
import io.postledger.api.user.UserId;
import io.postledger.api.user.UserRegistered;
import io.postledger.command.account.KnownAccount;
import io.postledger.command.account.KnownAccounts;
import io.postledger.command.account.UnusedAccounts;
import io.postledger.command.metrics.KnownPublication;
import io.postledger.command.metrics.KnownPublications;
import io.postledger.command.user.RegisteredUsers;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;

/** What the directories in PostgreSQL tell the aggregates, in memory: it follows the events as they do. */
final class KnownWorld implements KnownAccounts, UnusedAccounts, KnownPublications, RegisteredUsers {
    private final Map<String, Known> accounts = new HashMap<>();
    private final Map<String, Published> publications = new HashMap<>();
    private final Map<String, MediaUploaded> media = new HashMap<>();
    private final Set<String> users = new HashSet<>();

    private record Known(
            String accountId, String workspaceId, Platform platform, String externalId, AccountState state) {
        Known become(AccountState next) {
            return new Known(accountId, workspaceId, platform, externalId, next);
        }

        KnownAccount row() {
            return new KnownAccount(accountId, workspaceId, platform, externalId, state);
        }
    }

    private record Published(String workspaceId, String accountId, KnownPublication row) {}

    /** Of these histories only whole workspaces are taken out. */
    static void requireWorkspace(String workspaceId, HistoryTarget target) {
        if (!target.value().equals(workspaceId)) {
            throw target.notFound();
        }
    }

    void take(DomainEventMessage<?> message) {
        Object event = message.getPayload();
        if (event instanceof AccountConnected connected) {
            accounts.put(
                    connected.accountId(),
                    new Known(
                            connected.accountId(),
                            connected.workspaceId(),
                            connected.platform(),
                            connected.externalId(),
                            AccountState.CONNECTED));
        } else if (event instanceof AccountReconnected reconnected) {
            become(reconnected.accountId(), AccountState.CONNECTED);
        } else if (event instanceof AccountAuthorizationLost lost) {
            become(lost.accountId(), AccountState.NEEDS_RECONNECT);
        } else if (event instanceof AccountDisconnected disconnected) {
            become(disconnected.accountId(), AccountState.DISCONNECTED);
        } else if (event instanceof PublicationPublished published) {
            publish(
                    published.publicationId(),
                    (String) message.getMetaData().get(MessageContext.WORKSPACE),
                    published.postId(),
                    published.accountId(),
                    published.publishedAt());
        } else if (event instanceof PostImported imported) {
            publish(
                    imported.publicationId(),
                    imported.workspaceId(),
                    imported.postId(),
                    imported.accountId(),
                    imported.publishedAt());
        } else if (event instanceof MediaUploaded uploaded) {
            media.put(uploaded.mediaId(), uploaded);
        } else if (event instanceof MediaDeleted deleted) {
            media.remove(deleted.mediaId());
        } else if (event instanceof UserRegistered registered) {
            users.add(registered.userId());
        }
    }

    private void become(String accountId, AccountState state) {
        accounts.computeIfPresent(accountId, (id, known) -> known.become(state));
    }

    private void publish(
            String publicationId, String workspaceId, String postId, String accountId, Instant publishedAt) {
        publications.put(
                publicationId,
                new Published(
                        workspaceId,
                        accountId,
                        new KnownPublication(publicationId, workspaceId, postId, accountId, publishedAt)));
    }

    /** No readings of it will come any more. */
    void forgetPublication(String publicationId) {
        publications.remove(publicationId);
    }

    @Override
    public Optional<KnownAccount> find(String workspaceId, String accountId) {
        return Optional.ofNullable(accounts.get(accountId))
                .filter(known -> known.workspaceId().equals(workspaceId))
                .map(Known::row);
    }

    @Override
    public void requireUnused(String workspaceId, Platform platform, String externalId) {
        boolean used = accounts.values().stream()
                .anyMatch(known -> known.externalId().equals(externalId)
                        && known.workspaceId().equals(workspaceId)
                        && known.platform() == platform
                        && known.state() != AccountState.DISCONNECTED);
        if (used) {
            throw new RejectedException(RejectionCode.ACCOUNT_ALREADY_CONNECTED, "This account is connected already");
        }
    }

    @Override
    public Map<String, KnownPublication> find(String workspaceId, String accountId, Collection<String> publicationIds) {
        return publicationIds.stream()
                .map(publications::get)
                .filter(Objects::nonNull)
                .filter(published -> published.workspaceId().equals(workspaceId)
                        && published.accountId().equals(accountId))
                .map(Published::row)
                .collect(Collectors.toMap(KnownPublication::publicationId, Function.identity()));
    }

    Optional<MediaFacts> findMedia(String workspaceId, String mediaId) {
        return Optional.ofNullable(media.get(mediaId))
                .filter(uploaded -> uploaded.workspaceId().equals(workspaceId))
                .map(MediaUploaded::facts);
    }

    @Override
    public boolean isKnown(UserId userId) {
        return users.contains(userId.value());
    }
}
