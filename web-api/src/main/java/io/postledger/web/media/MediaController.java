package io.postledger.web.media;

import io.postledger.api.CommandResult;
import io.postledger.api.media.BeginMediaUpload;
import io.postledger.api.media.DeleteMedia;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaUploadStarted;
import io.postledger.api.media.MediaVault;
import io.postledger.api.media.RegisterMedia;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.call.Answers;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.call.NewIds;
import io.postledger.web.problem.BodyTooLargeException;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes pictures and videos. Who may upload is asked at the command bus before the first byte is read; the bytes go straight
 * to the vault, and the command that speaks of them follows once they are whole.
 */
@RestController
@RequestMapping("/api/workspaces/{ws}/media")
@Tag(name = "Media")
class MediaController {
    private static final String RULES =
            "The body is the file itself: JPEG, PNG, GIF, WebP, MP4 or QuickTime, up to 512 MB."
                    + " What it is is read from its bytes, whatever Content-Type says. The same file again changes nothing. Refused"
                    + " with BODY_TOO_LARGE, MEDIA_TYPE_NOT_ACCEPTED, MEDIA_UNREADABLE, MEDIA_TYPE_UNSUPPORTED (a form),"
                    + " MALFORMED_REQUEST (the body broke off)";

    private final Messages messages;
    private final NewIds newIds;
    private final MediaVault vault;

    MediaController(Messages messages, NewIds newIds, MediaVault vault) {
        this.messages = messages;
        this.newIds = newIds;
        this.vault = vault;
    }

    @PutMapping("/{media}")
    @Operation(
            summary = "Upload a picture or video under an id of the caller's",
            description = RULES + ", ID_ALREADY_USED (for another file).",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<CommandResult> put(
            Call call, @PathVariable WorkspaceId ws, @PathVariable MediaId media, HttpServletRequest request) {
        return receive(call, ws, media, request);
    }

    @PostMapping
    @Operation(
            summary = "Upload a picture or video",
            description = "Its id follows from the Idempotency-Key, or is a new one. " + RULES + ".",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<CommandResult> post(Call call, @PathVariable WorkspaceId ws, HttpServletRequest request) {
        return receive(call, ws, newIds.orNew(null, call, MediaId.PREFIX, MediaId::new), request);
    }

    @DeleteMapping("/{media}")
    @Operation(
            summary = "Take a picture or video out of the library",
            description = "Posts that have it keep it, and it can still be looked at by its id. Refused with"
                    + " MEDIA_NOT_FOUND.")
    ResponseEntity<CommandResult> delete(Call call, @PathVariable WorkspaceId ws, @PathVariable MediaId media) {
        return Answers.done(messages.send(call, new DeleteMedia(media)));
    }

    private ResponseEntity<CommandResult> receive(
            Call call, WorkspaceId ws, MediaId media, HttpServletRequest request) {
        requireNoForm(request);
        String upload = messages.send(call, new BeginMediaUpload(media), MediaUploadStarted.class)
                .uploadId();
        try {
            vault.store(upload, request.getInputStream());
        } catch (BodyTooLargeException e) {
            throw BodyTooLargeException.problem();
        } catch (IOException e) {
            throw new WebException(WebCode.MALFORMED_REQUEST, "The body broke off before its end");
        }
        return Answers.created(
                "/api/workspaces/" + ws + "/media/" + media, messages.send(call, new RegisterMedia(media, upload)));
    }

    /** A form is wrapped around the file, or read as parameters before we see it. */
    private static void requireNoForm(HttpServletRequest request) {
        String type = request.getContentType();
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("multipart/") || kind.startsWith("application/x-www-form-urlencoded")) {
            throw new WebException(
                    WebCode.MEDIA_TYPE_UNSUPPORTED,
                    "Send the file itself as the body, as its own type or as application/octet-stream");
        }
    }
}
