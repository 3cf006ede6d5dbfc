package io.postledger.command.media;

import io.postledger.api.media.MediaFacts;
import java.util.Optional;

/** The library of a workspace, for decisions of other aggregates. */
public interface KnownMedia {
    /** What the picture or video is, if it is in the library of this workspace. */
    Optional<MediaFacts> find(String workspaceId, String mediaId);
}
