package io.postledger.saga.media;

import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaVault;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Takes the bytes away once the log says so, however often it is told. */
@Component
@ProcessingGroup(PurgedMedia.PROCESSOR)
class PurgedMedia {
    static final String PROCESSOR = "media-purges";

    private final MediaVault vault;

    PurgedMedia(MediaVault vault) {
        this.vault = vault;
    }

    @EventHandler
    void on(MediaPurged event) {
        vault.purge(event.mediaId());
    }
}
