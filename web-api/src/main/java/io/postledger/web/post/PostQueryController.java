package io.postledger.web.post;

import io.postledger.api.account.AccountId;
import io.postledger.api.post.CalendarMonth;
import io.postledger.api.post.FindCalendar;
import io.postledger.api.post.FindPost;
import io.postledger.api.post.FindPosts;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostPage;
import io.postledger.api.post.PostState;
import io.postledger.api.post.PostView;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}")
@Tag(name = "Posts")
class PostQueryController {
    private static final String AT_LEAST =
            "Wait until the list shows these: ids and versions as writes answered them, such as post_…:3";

    private final Messages messages;

    PostQueryController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/posts")
    @Operation(
            summary = "Posts of the workspace",
            description = "Newest first, a page at a time. Refused with VIEW_BEHIND.")
    PostPage page(
            Call call,
            @PathVariable WorkspaceId ws,
            @RequestParam(required = false) @Nullable PostState state,
            @RequestParam(required = false) @Nullable AccountId account,
            @Parameter(description = "nextCursor of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @Parameter(description = AT_LEAST) @RequestParam(required = false) @Nullable List<String> atLeast) {
        return messages.ask(call.showing(atLeast), new FindPosts(state, account, cursor, limit), PostPage.class);
    }

    @GetMapping("/posts/{post}")
    @Operation(
            summary = "One post",
            description =
                    "Its ETag is its version, which If-Match of a write takes; while networks are at work a checksum"
                            + " of the deliveries follows after a dot. Refused with POST_NOT_FOUND, VIEW_BEHIND.")
    ResponseEntity<PostView> one(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @Parameter(description = "Wait until the view shows this version or a later one, as a write answered it")
                    @RequestParam(required = false)
                    @PositiveOrZero
                    @Nullable
                    Long atLeastVersion) {
        PostView view = messages.ask(call, new FindPost(post, atLeastVersion), PostView.class);
        return ResponseEntity.ok().eTag(PostTag.of(view)).body(view);
    }

    @GetMapping("/calendar/{month}")
    @Operation(
            summary = "A month of scheduled and published posts",
            description = "Refused with TIME_ZONE_UNKNOWN, VIEW_BEHIND.")
    CalendarMonth calendar(
            Call call,
            @PathVariable WorkspaceId ws,
            @Parameter(description = "yyyy-MM", example = "2026-12") @PathVariable YearMonth month,
            @Parameter(description = "IANA id that days are counted in; the workspace's own where it is left out")
                    @RequestParam(required = false)
                    @Nullable
                    String timeZone,
            @Parameter(description = AT_LEAST) @RequestParam(required = false) @Nullable List<String> atLeast) {
        return messages.ask(call.showing(atLeast), new FindCalendar(month, timeZone), CalendarMonth.class);
    }
}
