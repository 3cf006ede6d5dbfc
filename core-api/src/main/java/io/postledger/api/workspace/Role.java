package io.postledger.api.workspace;

import io.postledger.api.Permission;
import java.util.EnumSet;
import java.util.Set;

/** What a member may do in a workspace. Stored in events: constants are added, never renamed. */
public enum Role {
    OWNER(EnumSet.complementOf(EnumSet.of(Permission.SYSTEM, Permission.READ_HISTORY))),
    ADMIN(EnumSet.complementOf(EnumSet.of(Permission.SYSTEM, Permission.READ_HISTORY, Permission.CONSENT))),
    EDITOR(EnumSet.of(Permission.READ, Permission.WRITE_CONTENT, Permission.INGEST_METRICS)),
    VIEWER(EnumSet.of(Permission.READ)),
    /** Who runs a workspace does not read across its history, and who reads it changes nothing in it. */
    AUDITOR(EnumSet.of(Permission.READ, Permission.READ_HISTORY, Permission.APPROVE_EXPORT));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean grants(Permission permission) {
        return permissions.contains(permission);
    }
}
