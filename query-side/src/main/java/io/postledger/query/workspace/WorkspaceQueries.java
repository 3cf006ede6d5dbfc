package io.postledger.query.workspace;

import static com.mongodb.client.model.Filters.eq;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.workspace.FindMyWorkspaces;
import io.postledger.api.workspace.FindRetention;
import io.postledger.api.workspace.FindWorkspace;
import io.postledger.api.workspace.RetentionView;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.api.workspace.WorkspaceList;
import io.postledger.api.workspace.WorkspaceView;
import io.postledger.messaging.Membership;
import io.postledger.projection.mongo.MongoView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers queries about workspaces, and the query bus's question who is a member. */
@Component("queryMembership")
public class WorkspaceQueries implements Membership {
    /** Someone who has just made a workspace may look into it at once. */
    private static final Duration MEMBERSHIP_PATIENCE = Duration.ofMillis(500);

    private final MongoView workspaces;

    WorkspaceQueries(WorkspacesProjection projection) {
        workspaces = projection.view();
    }

    @QueryHandler
    WorkspaceView find(FindWorkspace query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        return WorkspaceDocument.toView(require(query.workspaceId(), workspaceId, query.atLeastVersion()));
    }

    @QueryHandler
    RetentionView find(FindRetention query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        return WorkspaceDocument.toRetention(require(query.workspaceId(), workspaceId, query.atLeastVersion()));
    }

    private Document require(WorkspaceId asked, String workspaceId, @Nullable Long atLeastVersion) {
        return Optional.of(asked.value())
                .filter(workspaceId::equals)
                .flatMap(id -> workspaces.findAtLeast(id, atLeastVersion))
                .orElseThrow(
                        () -> new RejectedException(RejectionCode.WORKSPACE_NOT_FOUND, "There is no such workspace"));
    }

    @QueryHandler
    WorkspaceList find(FindMyWorkspaces query, @MetaDataValue(MessageContext.ACTOR) String actor) {
        if (!actor.startsWith(MessageContext.USER_PREFIX)) {
            return new WorkspaceList(List.of());
        }
        String userId = actor.substring(MessageContext.USER_PREFIX.length());
        workspaces.awaitAsked(
                WorkspaceId.PREFIX,
                workspace -> WorkspaceDocument.roleOf(workspace, userId).isPresent());
        List<WorkspaceView> mine = workspaces
                .collection()
                .find(eq("members.userId", userId))
                .map(WorkspaceDocument::toView)
                .into(new ArrayList<>());
        mine.sort(Comparator.comparing(WorkspaceView::name).thenComparing(WorkspaceView::workspaceId));
        return new WorkspaceList(mine);
    }

    @Override
    public Optional<Role> roleOf(String workspaceId, String userId) {
        return workspaces.await(
                () -> workspaces.find(workspaceId).flatMap(workspace -> WorkspaceDocument.roleOf(workspace, userId)),
                MEMBERSHIP_PATIENCE);
    }

    /** The zone that a workspace counts its days in (IANA id). Rejected: WORKSPACE_NOT_FOUND. */
    public String timeZone(String workspaceId) {
        return workspaces
                .find(workspaceId)
                .map(workspace -> workspace.getString("timeZone"))
                .orElseThrow(
                        () -> new RejectedException(RejectionCode.WORKSPACE_NOT_FOUND, "There is no such workspace"));
    }
}
