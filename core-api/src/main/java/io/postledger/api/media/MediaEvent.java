package io.postledger.api.media;

/** Facts about a picture or video. */
public sealed interface MediaEvent permits MediaUploaded, MediaDeleted, MediaPurged {}
