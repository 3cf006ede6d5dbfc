package io.postledger.api.media;

import io.postledger.api.RejectionCode;
import io.postledger.api.WhenMissing;

/** Commands on a picture or video. Uploading begins with {@link BeginMediaUpload}. */
@WhenMissing(RejectionCode.MEDIA_NOT_FOUND)
public sealed interface MediaCommand permits RegisterMedia, DeleteMedia, ExpireMedia {}
