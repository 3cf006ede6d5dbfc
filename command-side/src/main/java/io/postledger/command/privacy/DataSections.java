package io.postledger.command.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.consent.ConsentEvent;
import io.postledger.api.consent.ConsentGiven;
import io.postledger.api.consent.Purpose;
import io.postledger.api.history.HistoryEntry;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.media.MediaVault;
import io.postledger.api.post.PostDrafted;
import io.postledger.api.post.PostEdited;
import io.postledger.api.post.PostImported;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is told of some events once more, by what it is of: each kind waits in a file until all events are written. */
final class DataSections implements AutoCloseable {
    private static final Set<Class<?>> CONTENTS = Set.of(PostDrafted.class, PostEdited.class, PostImported.class);

    private final JsonMapper json;
    private final MediaVault vault;
    private final Map<String, Spool> sections = new LinkedHashMap<>();

    /** What somebody wrote; fields that an event has not are null. */
    private record Content(
            String postId,
            @Nullable String workspaceId,
            Instant at,
            String event,
            @Nullable Object contentVersion,
            @Nullable Object text,
            @Nullable Object targets,
            @Nullable Object media) {}

    /** @param role null where the membership ended */
    private record Membership(
            String workspaceId, String userId, @Nullable Role role, Instant at) {}

    private record Consent(
            String workspaceId,
            Purpose purpose,
            boolean given,
            @Nullable Integer textVersion,
            Instant at) {}

    /** @param file name in the archive; null where the bytes are no more */
    record Medium(
            String mediaId,
            String workspaceId,
            Instant uploadedAt,
            String contentType,
            long bytes,
            String sha256,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Long durationMillis,
            @Nullable String file) {}

    DataSections(JsonMapper json, MediaVault vault) throws IOException {
        this.json = json;
        this.vault = vault;
        for (String name : new String[] {"contents", "media", "memberships", "consents"}) {
            sections.put(name, new Spool());
        }
    }

    Set<String> names() {
        return sections.keySet();
    }

    BufferedReader read(String name) throws IOException {
        return sections.get(name).read();
    }

    /** @param told the event, whose words and fields are theirs */
    void add(DomainEventMessage<?> event, HistoryEntry told, DataScope scope) throws IOException {
        Object payload = event.getPayload();
        Instant at = event.getTimestamp();
        if (CONTENTS.contains(event.getPayloadType())) {
            Map<String, Object> data = told.data();
            add(
                    "contents",
                    new Content(
                            told.aggregateId(),
                            (String) event.getMetaData().get(MessageContext.WORKSPACE),
                            at,
                            told.event(),
                            payload instanceof PostEdited ? data.get("contentVersion") : (Integer) 1,
                            data.get("text"),
                            data.get("targets"),
                            data.get("media")));
        } else if (payload instanceof MediaUploaded uploaded) {
            add("media", medium(uploaded, at));
        } else if (payload instanceof MemberAdded added && scope.hasMember(added.userId())) {
            add("memberships", new Membership(added.workspaceId(), added.userId(), added.role(), at));
        } else if (payload instanceof MemberRoleChanged changed && scope.hasMember(changed.userId())) {
            add("memberships", new Membership(changed.workspaceId(), changed.userId(), changed.role(), at));
        } else if (payload instanceof MemberRemoved removed && scope.hasMember(removed.userId())) {
            add("memberships", new Membership(removed.workspaceId(), removed.userId(), null, at));
        } else if (payload instanceof ConsentEvent consent) {
            Integer version = consent instanceof ConsentGiven given ? (Integer) given.textVersion() : null;
            add(
                    "consents",
                    new Consent(
                            consent.workspaceId(), consent.purpose(), consent instanceof ConsentGiven, version, at));
        }
    }

    private Medium medium(MediaUploaded uploaded, Instant at) {
        boolean isThere = vault.find(uploaded.mediaId(), uploaded.sha256()).isPresent();
        String ending = uploaded.contentType().replaceAll(".*/", "");
        return new Medium(
                uploaded.mediaId(),
                uploaded.workspaceId(),
                at,
                uploaded.contentType(),
                uploaded.bytes(),
                uploaded.sha256(),
                uploaded.width(),
                uploaded.height(),
                uploaded.durationMillis(),
                isThere ? "media/" + uploaded.mediaId() + "." + ending : null);
    }

    private void add(String section, Object item) throws IOException {
        sections.get(section).add(json.writeValueAsBytes(item));
    }

    @Override
    public void close() throws IOException {
        for (Spool section : sections.values()) {
            section.close();
        }
    }
}
