package io.postledger.api.media;

import io.postledger.api.StoredAs;

/** A picture or video was taken out of the library, by somebody or by the rules of retention; posts that have it keep it. */
@StoredAs(name = "media.MediaDeleted")
public record MediaDeleted(String mediaId) implements MediaEvent {}
