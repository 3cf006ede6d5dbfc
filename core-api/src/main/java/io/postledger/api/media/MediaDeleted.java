package io.postledger.api.media;

import io.postledger.api.StoredAs;

/** A picture or video was taken out of the library; posts that have it keep it. */
@StoredAs(name = "media.MediaDeleted")
public record MediaDeleted(String mediaId) implements MediaEvent {}
