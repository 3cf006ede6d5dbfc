package io.postledger.query.workspace;

import io.postledger.api.workspace.RetentionView;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceView;
import io.postledger.projection.mongo.MongoView;
import io.postledger.query.Documents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A workspace as the view keeps it: members in the order in which they joined. */
final class WorkspaceDocument {
    private static final String MEMBERS = "members";
    private static final String USER = "userId";
    private static final String ROLE = "role";
    private static final String RETENTION = "retention";

    private WorkspaceDocument() {}

    static void setRole(Document workspace, String userId, Role role) {
        List<Document> members = members(workspace);
        Optional<Document> known = members.stream()
                .filter(member -> userId.equals(member.getString(USER)))
                .findFirst();
        if (known.isPresent()) {
            known.get().put(ROLE, role.name());
        } else {
            members.add(new Document(USER, userId).append(ROLE, role.name()));
        }
        workspace.put(MEMBERS, members);
    }

    static void remove(Document workspace, String userId) {
        List<Document> members = members(workspace);
        members.removeIf(member -> userId.equals(member.getString(USER)));
        workspace.put(MEMBERS, members);
    }

    static void close(Document workspace) {
        workspace.put(MEMBERS, List.of());
    }

    static void setRetention(
            Document workspace, @Nullable Integer unusedMediaDays, @Nullable Integer endedPostMediaDays, Instant at) {
        workspace.put(
                RETENTION,
                new Document("unusedMediaDays", unusedMediaDays)
                        .append("endedPostMediaDays", endedPostMediaDays)
                        .append("changedAt", Date.from(at)));
    }

    static RetentionView toRetention(Document workspace) {
        Document retention = workspace.get(RETENTION, Document.class);
        return retention == null
                ? new RetentionView(null, null, null, MongoView.version(workspace))
                : new RetentionView(
                        retention.getInteger("unusedMediaDays"),
                        retention.getInteger("endedPostMediaDays"),
                        Documents.instant(retention, "changedAt"),
                        MongoView.version(workspace));
    }

    static Optional<Role> roleOf(Document workspace, String userId) {
        return members(workspace).stream()
                .filter(member -> userId.equals(member.getString(USER)))
                .map(member -> Role.valueOf(member.getString(ROLE)))
                .findFirst();
    }

    static WorkspaceView toView(Document workspace) {
        return new WorkspaceView(
                workspace.getString("_id"),
                workspace.getString("name"),
                workspace.getString("timeZone"),
                members(workspace).stream()
                        .map(member ->
                                new WorkspaceView.Member(member.getString(USER), Role.valueOf(member.getString(ROLE))))
                        .toList(),
                MongoView.version(workspace));
    }

    private static List<Document> members(Document workspace) {
        return new ArrayList<>(workspace.getList(MEMBERS, Document.class));
    }
}
