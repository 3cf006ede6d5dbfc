package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.jspecify.annotations.Nullable;

/** One picture or video, deleted ones too; answers {@link MediaView}. Rejected: MEDIA_NOT_FOUND, VIEW_BEHIND. */
@Requires(Permission.READ)
public record FindMedia(MediaId mediaId, @Nullable Long atLeastVersion) {}
