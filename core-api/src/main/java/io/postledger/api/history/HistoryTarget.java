package io.postledger.api.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.postledger.api.Ids;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.AccountId;
import io.postledger.api.media.MediaId;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.WorkspaceId;
import java.util.Arrays;

/** What a history is of: the id of a post, a publication, an account, a picture or video, the workspace, or one of its members. */
public record HistoryTarget(@JsonValue String value) {
    /** What there is a history of, and how one that is not there is refused. */
    public enum Kind {
        POST(PostId.PREFIX, RejectionCode.POST_NOT_FOUND),
        PUBLICATION(PublicationId.PREFIX, RejectionCode.PUBLICATION_NOT_FOUND),
        ACCOUNT(AccountId.PREFIX, RejectionCode.ACCOUNT_NOT_FOUND),
        MEDIA(MediaId.PREFIX, RejectionCode.MEDIA_NOT_FOUND),
        WORKSPACE(WorkspaceId.PREFIX, RejectionCode.WORKSPACE_NOT_FOUND),
        /** A user, as a member of the workspace. */
        MEMBER(UserId.PREFIX, RejectionCode.MEMBER_NOT_FOUND);

        private final String prefix;
        private final RejectionCode notFound;

        Kind(String prefix, RejectionCode notFound) {
            this.prefix = prefix;
            this.notFound = notFound;
        }

        /** Of its ids, without the underscore. */
        public String prefix() {
            return prefix;
        }
    }

    /** Rejected: INVALID_ID. */
    @JsonCreator
    public HistoryTarget {
        Ids.require(kind(value).prefix, value);
    }

    public Kind kind() {
        return kind(value);
    }

    private static Kind kind(String value) {
        return Arrays.stream(Kind.values())
                .filter(kind -> value != null && value.startsWith(kind.prefix + "_"))
                .findFirst()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.INVALID_ID,
                        "The id of a post, a publication, an account, media, the workspace or a member is needed"));
    }

    /** The refusal where there is none, or none in the asker's workspace. */
    public RejectedException notFound() {
        return new RejectedException(kind().notFound, "There is none with this id");
    }

    @Override
    public String toString() {
        return value;
    }
}
