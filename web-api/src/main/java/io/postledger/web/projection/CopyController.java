package io.postledger.web.projection;

import io.postledger.api.projection.ChangeRebuild;
import io.postledger.api.projection.CopyProjection;
import io.postledger.api.projection.ProjectionView;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/projections/{name}/copies/{copy}")
@Tag(name = "Projections", description = "For whoever runs this installation, with its operator key.")
@SecurityRequirements
class CopyController {
    private final Messages messages;
    private final OperatorDoor door;

    CopyController(Messages messages, OperatorDoor door) {
        this.messages = messages;
        this.door = door;
    }

    @PutMapping
    @Operation(
            summary = "Copy a projection as it stood",
            description = "Built beside the one that is read and kept until it is dropped. Refused with"
                    + " OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, NAME_INVALID, COPY_NAME_TAKEN, INVALID_REQUEST,"
                    + " POSITION_AFTER_HEAD, INSTANT_IN_FUTURE, INSTANT_BEFORE_FIRST_EVENT.")
    ResponseEntity<ProjectionView> make(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @PathVariable String copy,
            @Parameter(description = "Of the last event that it takes in; this or an instant")
                    @RequestParam(required = false)
                    @Nullable
                    Long position,
            @Parameter(description = "For the position before the first event, in the order of the log, that is later")
                    @RequestParam(required = false)
                    @Nullable
                    Instant instant) {
        return accepted(call, key, new CopyProjection(name, copy, position, instant));
    }

    @DeleteMapping
    @Operation(
            summary = "Drop a copy",
            description = "Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, COPY_NOT_FOUND.")
    ResponseEntity<ProjectionView> drop(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @PathVariable String copy) {
        return accepted(call, key, new ChangeRebuild(name, copy, ChangeRebuild.Change.CANCEL));
    }

    @PostMapping("/pause")
    @Operation(
            summary = "Pause the building of a copy",
            description = "Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, COPY_NOT_FOUND, REBUILD_NOT_FOUND.")
    ResponseEntity<ProjectionView> pause(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @PathVariable String copy) {
        return accepted(call, key, new ChangeRebuild(name, copy, ChangeRebuild.Change.PAUSE));
    }

    @PostMapping("/resume")
    @Operation(
            summary = "Go on with a copy that was paused or failed",
            description = "Refused with OPERATOR_KEY_INVALID, PROJECTION_NOT_FOUND, COPY_NOT_FOUND, REBUILD_NOT_FOUND.")
    ResponseEntity<ProjectionView> resume(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @PathVariable String name,
            @PathVariable String copy) {
        return accepted(call, key, new ChangeRebuild(name, copy, ChangeRebuild.Change.RESUME));
    }

    private ResponseEntity<ProjectionView> accepted(Call call, @Nullable String key, Object command) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .body(messages.send(door.pass(call, key), command, ProjectionView.class));
    }
}
