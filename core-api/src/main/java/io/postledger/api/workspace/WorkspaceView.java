package io.postledger.api.workspace;

import java.util.List;

/** A workspace as it stands, with the version that the view shows. */
public record WorkspaceView(String workspaceId, String name, String timeZone, List<Member> members, long version) {
    /** One membership. */
    public record Member(String userId, Role role) {}
}
