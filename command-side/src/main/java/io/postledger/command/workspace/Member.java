package io.postledger.command.workspace;

import io.postledger.api.workspace.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One membership, as the command bus checks it; written by {@link MemberDirectory} alone. */
@Entity
@Table(name = "member")
@IdClass(Member.Key.class)
class Member {
    /** A person in a workspace. */
    record Key(String workspaceId, String userId) implements Serializable {}

    @Id
    @Column(name = "workspace_id")
    private String workspaceId;

    @Id
    @Column(name = "user_id")
    private String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private @Nullable Role role;

    protected Member() {}

    /** Null for someone who was a member. */
    @Nullable
    Role role() {
        return role;
    }
}
