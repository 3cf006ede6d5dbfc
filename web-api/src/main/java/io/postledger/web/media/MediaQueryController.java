package io.postledger.web.media;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.FindMedia;
import io.postledger.api.media.FindMediaLibrary;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaPage;
import io.postledger.api.media.MediaView;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/media")
@Tag(name = "Media")
class MediaQueryController {
    private final Messages messages;
    private final MediaAnswers answers;

    MediaQueryController(Messages messages, MediaAnswers answers) {
        this.messages = messages;
        this.answers = answers;
    }

    @GetMapping
    @Operation(
            summary = "The library",
            description = "Pictures and videos, newest first, a page at a time. Refused with VIEW_BEHIND.")
    MediaPage page(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "nextCursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = "Wait until the list shows these, such as media_…:0")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> atLeast) {
        return messages.ask(call.showing(atLeast), new FindMediaLibrary(cursor, limit), MediaPage.class);
    }

    @GetMapping("/{media}")
    @Operation(
            summary = "What a picture or video is",
            description = "A deleted one too. Refused with MEDIA_NOT_FOUND, VIEW_BEHIND.")
    ResponseEntity<MediaView> one(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable MediaId media,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long atLeastVersion) {
        MediaView view = messages.ask(call, new FindMedia(media, atLeastVersion), MediaView.class);
        return ResponseEntity.ok().eTag(Answers.entityTag(view.version())).body(view);
    }

    @GetMapping(path = "/{media}/content")
    @Operation(
            summary = "The picture or video itself",
            description = "Takes Range and If-None-Match: its bytes never change. Refused with MEDIA_NOT_FOUND,"
                    + " MEDIA_PURGED, VIEW_BEHIND.")
    ResponseEntity<Resource> content(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable MediaId media,
            @RequestParam(required = false) @PositiveOrZero @Nullable Long atLeastVersion,
            @Parameter(hidden = true) HttpMethod method) {
        MediaView view = messages.ask(call, new FindMedia(media, atLeastVersion), MediaView.class);
        if (view.purgedAt() != null) {
            throw new RejectedException(
                    RejectionCode.MEDIA_PURGED, "Its bytes were deleted by the workspace's rules of retention");
        }
        MediaFacts facts = new MediaFacts(
                view.contentType(), view.bytes(), view.sha256(), view.width(), view.height(), view.durationMillis());
        CacheControl forThisReader =
                CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable();
        return answers.content(media.value(), facts, method, forThisReader);
    }
}
