package io.postledger.saga.media;

import io.postledger.api.media.Attachment;
import io.postledger.api.media.MediaLinks;
import io.postledger.api.media.MediaVault;
import io.postledger.platform.MediaSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Connectors' way to the vault. Bytes are found by their hash: what is sent is what the event says. */
@Component
class VaultMedia implements MediaSource {
    private final MediaVault vault;
    private final MediaLinks links;
    private final Environment environment;

    VaultMedia(MediaVault vault, MediaLinks links, Environment environment) {
        this.vault = vault;
        this.links = links;
        this.environment = environment;
    }

    @Override
    public InputStream open(Attachment attachment, long offset) throws IOException {
        return vault.open(attachment.mediaId(), attachment.sha256(), offset);
    }

    @Override
    public URI publicUri(Attachment attachment) {
        return URI.create(base().replaceAll("/+$", "") + links.path(attachment.mediaId(), attachment.sha256()));
    }

    /**
     * Where people and networks reach this product. Without the setting it is this very process, which is right on one
     * machine only; asked for each time, since the port is not known before the server has started.
     */
    private String base() {
        String base = environment.getProperty("postledger.web.public-uri");
        return base != null && !base.isBlank()
                ? base
                : "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080");
    }
}
