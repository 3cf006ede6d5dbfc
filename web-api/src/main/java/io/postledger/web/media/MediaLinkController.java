package io.postledger.web.media;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaLinks;
import io.postledger.api.media.MediaVault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What networks fetch by the links that publishing hands them. The link is the permission, for as long as it is good. */
@RestController
@Tag(name = "Media")
@SecurityRequirements
class MediaLinkController {
    private final MediaLinks links;
    private final MediaVault vault;
    private final MediaAnswers answers;

    MediaLinkController(MediaLinks links, MediaVault vault, MediaAnswers answers) {
        this.links = links;
        this.vault = vault;
        this.answers = answers;
    }

    @GetMapping("/media/{token}/{media}")
    @Operation(
            summary = "A picture or video by a link that a network was given",
            description = "Takes Range. Refused with MEDIA_NOT_FOUND where the link was altered, or has run out.")
    ResponseEntity<Resource> content(
            @PathVariable String token, @PathVariable MediaId media, @Parameter(hidden = true) HttpMethod method) {
        return links.sha256(media.value(), token)
                .flatMap(sha256 -> vault.find(media.value(), sha256))
                .map(facts -> answers.content(media.value(), facts, method, CacheControl.noStore()))
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.MEDIA_NOT_FOUND, "This link is not, or no longer, good for anything"));
    }
}
