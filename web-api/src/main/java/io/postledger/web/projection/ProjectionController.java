package io.postledger.web.projection;

import io.postledger.api.history.OperatorExportKind;
import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.FindLetters;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.FindProjections;
import io.postledger.api.projection.LetterList;
import io.postledger.api.projection.LettersRetried;
import io.postledger.api.projection.ProjectionList;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.api.projection.RetryLetters;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.export.OperatorExports;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projections")
@Tag(name = "Projections", description = "For whoever runs this installation, with its operator key.")
@SecurityRequirements
class ProjectionController {
    private final Messages messages;
    private final OperatorDoor door;
    private final OperatorExports record;

    ProjectionController(Messages messages, OperatorDoor door, OperatorExports record) {
        this.messages = messages;
        this.door = door;
        this.record = record;
    }

    @GetMapping
    @Operation(summary = "All projections", description = "How each stands. Refused with OPERATOR_KEY_INVALID.")
    ProjectionList list(Call call, @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key) {
        return messages.ask(door.pass(call, key), new FindProjections(), ProjectionList.class);
    }

    @GetMapping("/{name}")
    @Operation(
            summary = "One projection",
            description = "With its size. Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND.")
    ProjectionView find(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @Parameter(description = "Reads all content for its hashes, which takes as long as that takes")
                    @RequestParam(defaultValue = "false")
                    boolean hash) {
        return messages.ask(door.pass(call, key), new FindProjection(name, hash), ProjectionView.class);
    }

    @PostMapping("/{name}/rebuilds")
    @Operation(
            summary = "Build a projection again",
            description =
                    "From the whole log, beside the one that is read, which is replaced once the new one has caught"
                            + " up. Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, REBUILD_UNDER_WAY.")
    ResponseEntity<ProjectionView> rebuild(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @Parameter(
                            description =
                                    "Whether it is compared with the one that is read first, and waits where they differ")
                    @RequestParam(defaultValue = "false")
                    boolean compare) {
        return accepted(call, key, new RebuildProjection(name, compare));
    }

    @PostMapping("/{name}/rebuilds/current/switch")
    @Operation(
            summary = "Have a rebuild read although it differs from what is read",
            description = "Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, REBUILD_NOT_FOUND.")
    ResponseEntity<ProjectionView> change(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name) {
        return accepted(call, key, new ChangeRebuild(name, null, ChangeRebuild.Change.SWITCH));
    }

    @PostMapping("/{name}/rebuilds/current/pause")
    @Operation(
            summary = "Pause a rebuild",
            description = "Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, REBUILD_NOT_FOUND.")
    ResponseEntity<ProjectionView> pause(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name) {
        return accepted(call, key, new ChangeRebuild(name, null, ChangeRebuild.Change.PAUSE));
    }

    @PostMapping("/{name}/rebuilds/current/resume")
    @Operation(
            summary = "Go on with a rebuild that was paused, failed or differs",
            description = "Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, REBUILD_NOT_FOUND.")
    ResponseEntity<ProjectionView> resume(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name) {
        return accepted(call, key, new ChangeRebuild(name, null, ChangeRebuild.Change.RESUME));
    }

    @DeleteMapping("/{name}/rebuilds/current")
    @Operation(
            summary = "Give a rebuild up",
            description = "What was built is dropped; readers notice nothing. Refused with OPERATOR_KEY_INVALID,"
                    + " PROJECTION_NOT_FOUND, REBUILD_NOT_FOUND.")
    ResponseEntity<ProjectionView> cancel(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name) {
        return accepted(call, key, new ChangeRebuild(name, null, ChangeRebuild.Change.CANCEL));
    }

    @GetMapping("/{name}/letters")
    @Operation(
            summary = "Events that a projection has set aside",
            description =
                    "Those whose handler failed, and those of the same sequence after them, in the order of the log."
                            + " With payload, that they are taken out is an event in the log first."
                            + " Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, INVALID_REQUEST.")
    LetterList letters(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @Parameter(description = "Only those of this sequence, normally an aggregate's id")
                    @RequestParam(required = false)
                    @Nullable
                    String sequence,
            @Parameter(description = "With what the events say: people's words among it")
                    @RequestParam(defaultValue = "false")
                    boolean payload,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = OperatorExports.REASON) @RequestParam(required = false) @Nullable String reason) {
        Call operator = door.pass(call, key);
        LetterList letters = messages.ask(operator, new FindLetters(name, sequence, payload, limit), LetterList.class);
        if (payload && !letters.items().isEmpty()) {
            Map<String, @Nullable Object> asked = new HashMap<>();
            asked.put("projection", name);
            asked.put("sequence", sequence);
            record.begin(
                    operator, new OperatorExports.Known(null, reason), OperatorExportKind.LETTERS, sequence, asked);
        }
        return letters;
    }

    @PostMapping("/{name}/letters/retry")
    @Operation(
            summary = "Retry events that a projection has set aside",
            description = "All of them, or those of one sequence, for some seconds at most. Refused with"
                    + " OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, LETTER_NOT_FOUND.")
    LettersRetried retry(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String sequence) {
        return messages.send(door.pass(call, key), new RetryLetters(name, sequence), LettersRetried.class);
    }

    private ResponseEntity<ProjectionView> accepted(Call call, @Nullable String key, Object command) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(messages.send(door.pass(call, key), command, ProjectionView.class));
    }
}
