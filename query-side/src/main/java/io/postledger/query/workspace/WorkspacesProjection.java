package io.postledger.query.workspace;

import com.mongodb.client.model.Indexes;
import io.postledger.api.workspace.MemberAdded;
import io.postledger.api.workspace.MemberRemoved;
import io.postledger.api.workspace.MemberRoleChanged;
import io.postledger.api.workspace.RetentionChanged;
import io.postledger.api.workspace.WorkspaceClosed;
import io.postledger.api.workspace.WorkspaceCreated;
import io.postledger.projection.Projection;
import io.postledger.projection.mongo.MongoStore;
import io.postledger.projection.mongo.MongoView;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Workspaces with their members, for names, time zones and the question who may do what. */
@Component
@ProcessingGroup("workspaces")
class WorkspacesProjection implements Projection {
    private final MongoView workspaces;

    WorkspacesProjection(MongoStore store) {
        workspaces = new MongoView(store, "workspaces", List.of(Indexes.ascending("members.userId")));
    }

    @Override
    public List<MongoView> targets() {
        return List.of(workspaces);
    }

    MongoView view() {
        return workspaces;
    }

    @EventHandler
    void on(WorkspaceCreated event) {
        workspaces.create(
                event.workspaceId(),
                () -> new Document("name", event.name())
                        .append("timeZone", event.timeZone())
                        .append("members", List.of()));
    }

    @EventHandler
    void on(MemberAdded event) {
        workspaces.change(
                event.workspaceId(), workspace -> WorkspaceDocument.setRole(workspace, event.userId(), event.role()));
    }

    @EventHandler
    void on(MemberRoleChanged event) {
        workspaces.change(
                event.workspaceId(), workspace -> WorkspaceDocument.setRole(workspace, event.userId(), event.role()));
    }

    @EventHandler
    void on(MemberRemoved event) {
        workspaces.change(event.workspaceId(), workspace -> WorkspaceDocument.remove(workspace, event.userId()));
    }

    @EventHandler
    void on(RetentionChanged event, @Timestamp Instant at) {
        workspaces.change(
                event.workspaceId(),
                workspace -> WorkspaceDocument.setRetention(
                        workspace, event.unusedMediaDays(), event.endedPostMediaDays(), at));
    }

    @EventHandler
    void on(WorkspaceClosed event) {
        workspaces.change(event.workspaceId(), WorkspaceDocument::close);
    }
}
