package io.postledger.web.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** What holds for every operation: the headers it takes, and how it refuses. */
final class EveryOperation implements OperationCustomizer {
    private static final Map<String, String> PROBLEMS = new LinkedHashMap<>();

    static {
        PROBLEMS.put("400", "The request or one of its values is not valid");
        PROBLEMS.put("401", "NOT_AUTHENTICATED, TOKEN_EXPIRED, TOKEN_INVALID or BAD_CREDENTIALS");
        PROBLEMS.put("403", "NOT_PERMITTED: your role does not allow it");
        PROBLEMS.put("404", "There is no such thing in a workspace of yours");
        PROBLEMS.put("409", "What is asked does not fit what there is");
        PROBLEMS.put("412", "STALE_VERSION: it has changed since If-Match was read");
        PROBLEMS.put("413", "BODY_TOO_LARGE: over 1 MB, or 512 MB of media");
        PROBLEMS.put("503", "VIEW_BEHIND, SERVICE_UNAVAILABLE, PLATFORM_UNAVAILABLE or ANSWER_OVERDUE: ask again");
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        boolean reads = method.hasMethodAnnotation(GetMapping.class);
        if (!reads) {
            operation.addParametersItem(header(
                    "Idempotency-Key",
                    "8 to 128 printable ASCII characters; repeating a write with it does nothing more",
                    "draft-2026-12-01-0001"));
            operation.addParametersItem(
                    header("If-Match", "The version that the caller believes it to have, in quotes", "\"3\""));
        }
        operation.addParametersItem(
                header("Time-Zone", "IANA id of the caller's time zone, kept in the history", "Europe/Berlin"));
        ApiResponses responses = operation.getResponses();
        PROBLEMS.forEach((status, description) -> {
            boolean ofWrites = status.equals("409") || status.equals("412") || status.equals("413");
            if (!(reads && ofWrites)) {
                responses.addApiResponse(status, problem(description));
            }
        });
        return operation;
    }

    private static HeaderParameter header(String name, String description, String example) {
        HeaderParameter header = new HeaderParameter();
        header.name(name)
                .description(description)
                .required(false)
                .schema(new StringSchema())
                .example(example);
        return header;
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}
