package io.postledger.web.post;

import io.postledger.api.CommandResult;
import io.postledger.api.post.DeletePost;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.ImportPost;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.call.NewIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspaces/{ws}/posts")
@Tag(name = "Posts")
class PostController {
    private final Messages messages;
    private final NewIds newIds;

    PostController(Messages messages, NewIds newIds) {
        this.messages = messages;
        this.newIds = newIds;
    }

    @PostMapping
    @Operation(
            summary = "Draft a post",
            description =
                    "It may lack what a network asks for, until it is scheduled. Refused with CONTENT_EMPTY (neither"
                            + " text nor media), whatever a target's network would refuse and adding does not mend"
                            + " (CONTENT_TOO_LONG, MEDIA_TOO_LARGE, OPTION_UNKNOWN, …; details name all of it),"
                            + " ACCOUNT_NOT_FOUND, ACCOUNT_NOT_CONNECTED, MEDIA_NOT_FOUND, TARGETS_INVALID (more than 50, one"
                            + " twice, or options for another account), ID_ALREADY_USED.")
    ResponseEntity<CommandResult> draft(
            Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody PostBodies.NewPost body) {
        PostId id = newIds.orNew(body.postId(), call, PostId.PREFIX, PostId::new);
        return Answers.created(
                location(ws, id),
                messages.send(call, new DraftPost(id, body.text(), body.targets(), body.choices(), body.options())));
    }

    @PutMapping("/{post}/content")
    @Operation(
            summary = "Edit a post",
            description =
                    "Replaces text, targets, media and options until sending begins; every earlier version stays in the history."
                            + " Refused as drafting is, where it is scheduled also as scheduling is, and with POST_NOT_FOUND, POST_ALREADY_SENDING, POST_NOT_EDITABLE, POST_DELETED.")
    ResponseEntity<CommandResult> edit(
            Call call,
            @PathVariable WorkspaceId ws,
            @PathVariable PostId post,
            @Valid @RequestBody PostBodies.Content body) {
        return Answers.done(
                messages.send(call, new EditPost(post, body.text(), body.targets(), body.choices(), body.options())));
    }

    @DeleteMapping("/{post}")
    @Operation(
            summary = "Delete a post",
            description = "One that is not being sent and has not gone out; its history stays."
                    + " Refused with POST_NOT_FOUND, POST_ALREADY_SENDING, POST_NOT_EDITABLE.")
    ResponseEntity<CommandResult> delete(Call call, @PathVariable WorkspaceId ws, @PathVariable PostId post) {
        return Answers.done(messages.send(call, new DeletePost(post)));
    }

    @PostMapping("/imports")
    @Operation(
            summary = "Import a post that went out before",
            description = "So that its metrics have a place; nothing is sent. Refused with ACCOUNT_NOT_FOUND,"
                    + " CONTENT_EMPTY, INVALID_REQUEST, ID_ALREADY_USED.")
    ResponseEntity<CommandResult> importPost(
            Call call, @PathVariable WorkspaceId ws, @Valid @RequestBody PostBodies.Import body) {
        PostId id = newIds.orNew(body.postId(), call, PostId.PREFIX, PostId::new);
        PublicationId publication = newIds.orNew(body.publicationId(), call, PublicationId.PREFIX, PublicationId::new);
        CommandResult result = messages.send(
                call,
                new ImportPost(
                        id,
                        publication,
                        body.accountId(),
                        body.text(),
                        body.externalId(),
                        body.uri(),
                        body.publishedAt()));
        return Answers.created(location(ws, id), result);
    }

    private static String location(WorkspaceId ws, PostId id) {
        return "/api/workspaces/" + ws + "/posts/" + id;
    }
}
