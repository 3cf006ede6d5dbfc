package io.postledger.api.media;

import io.postledger.api.Permission;
import io.postledger.api.Requires;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes room for the bytes of a picture or video, which then go to the {@link MediaVault}; answers {@link MediaUploadStarted}. May be repeated. */
@Requires(Permission.WRITE_CONTENT)
public record BeginMediaUpload(@TargetAggregateIdentifier MediaId mediaId) {}
