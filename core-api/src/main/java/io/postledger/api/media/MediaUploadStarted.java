package io.postledger.api.media;

/** Names one upload in the {@link MediaVault}. Bytes that no {@link RegisterMedia} speaks of within an hour are given up. */
public record MediaUploadStarted(String uploadId) {}
