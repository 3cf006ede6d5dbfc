package io.postledger.command.media;

import io.postledger.api.MessageContext;
import io.postledger.api.media.BeginMediaUpload;
import io.postledger.api.media.MediaUploadStarted;
import io.postledger.api.media.MediaVault;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.stereotype.Component;

/** Lets those in who may upload, before the first byte is taken. */
@Component
class MediaUploads {
    private final MediaVault vault;

    MediaUploads(MediaVault vault) {
        this.vault = vault;
    }

    @CommandHandler
    MediaUploadStarted handle(
            BeginMediaUpload command,
            @MetaDataValue(value = MessageContext.WORKSPACE, required = true) String workspace) {
        return new MediaUploadStarted(vault.begin(workspace, command.mediaId()));
    }
}
