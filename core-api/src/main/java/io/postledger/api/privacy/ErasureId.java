package io.postledger.api.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.WorkspaceId;

/** Identifies the erasure of one person or workspace: each has one, whoever asks for it and however often. */
public record ErasureId(@JsonValue String value) {
    public static final String PREFIX = "erasure";

    @JsonCreator
    public ErasureId {
        Ids.require(PREFIX, value);
    }

    /** Of a person ({@code user_…}) or a workspace ({@code ws_…}). Rejected with INVALID_ID where it is neither. */
    public static ErasureId of(String subject) {
        return new ErasureId(Ids.derived(PREFIX, requireSubject(subject)));
    }

    private static String requireSubject(String subject) {
        return Ids.require(isPerson(subject) ? UserId.PREFIX : WorkspaceId.PREFIX, subject);
    }

    /** Whether the subject is a person; else it is a workspace. */
    public static boolean isPerson(String subject) {
        return subject.startsWith(UserId.PREFIX + "_");
    }

    /** The id as it is stored and shown; Axon takes aggregate identifiers from here. */
    @Override
    public String toString() {
        return value;
    }
}
