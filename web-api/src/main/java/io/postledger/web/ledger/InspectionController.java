package io.postledger.web.ledger;

import io.postledger.api.ledger.LedgerInspection;
import io.postledger.api.ledger.LedgerPiece;
import io.postledger.web.call.Call;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.postledger.web.security.OperatorDoor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/ledger/check")
@Tag(name = "Ledger")
@SecurityRequirements
class InspectionController {
    private final ObjectProvider<LedgerInspection> inspection;
    private final OperatorDoor door;

    InspectionController(ObjectProvider<LedgerInspection> inspection, OperatorDoor door) {
        this.inspection = inspection;
        this.door = door;
    }

    @GetMapping
    @Operation(
            summary = "A piece of the log, held against the ledger now",
            description =
                    "For whoever runs this installation, with its operator key: the log against the tree, the tree"
                            + " against its signed heads, and with from=0 against what was anchored. Changes nothing. Refused with"
                            + " OPERATOR_KEY_INVALID, INVALID_REQUEST, ROLE_NOT_HERE.")
    LedgerPiece piece(
            Call call,
            @RequestHeader(name = OperatorDoor.HEADER, required = false) @Nullable String key,
            @Parameter(description = "next of the piece before; 0 for the first")
                    @RequestParam(defaultValue = "0")
                    @PositiveOrZero
                    long from) {
        door.pass(call, key);
        LedgerInspection here = inspection.getIfAvailable();
        if (here == null) {
            throw new WebException(
                    WebCode.ROLE_NOT_HERE, "The ledger is held against the log by a node with the role saga");
        }
        return here.inspect(from);
    }
}
