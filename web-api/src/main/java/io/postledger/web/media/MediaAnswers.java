package io.postledger.web.media;

import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaVault;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * How bytes that people uploaded leave again: as the picture or video that they were found to be, and as nothing else. A
 * browser neither guesses another type nor runs anything in them. Spring answers ranges of the resource by itself.
 */
@Component
class MediaAnswers {
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

    private final MediaVault vault;

    MediaAnswers(MediaVault vault) {
        this.vault = vault;
    }

    ResponseEntity<Resource> content(String mediaId, MediaFacts facts, HttpMethod method, CacheControl cacheControl) {
        String ending = facts.contentType().replaceAll(".*/", "");
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .eTag("\"" + facts.sha256() + "\"")
                .cacheControl(cacheControl)
                .contentType(MediaType.parseMediaType(facts.contentType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(mediaId + "." + ending)
                                .build()
                                .toString())
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.ACCEPT_RANGES, "bytes");
        // Else the whole would be read, to be thrown away by the container.
        return method == HttpMethod.HEAD
                ? answer.contentLength(facts.bytes()).build()
                : answer.body(new Stored(vault, mediaId, facts));
    }

    private static final class Stored extends AbstractResource {
        private final MediaVault vault;
        private final String mediaId;
        private final MediaFacts facts;

        Stored(MediaVault vault, String mediaId, MediaFacts facts) {
            this.vault = vault;
            this.mediaId = mediaId;
            this.facts = facts;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return vault.open(mediaId, facts.sha256(), 0);
        }

        @Override
        public long contentLength() {
            return facts.bytes();
        }

        @Override
        public String getDescription() {
            return mediaId;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return mediaId.hashCode();
        }
    }
}
