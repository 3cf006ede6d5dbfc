package io.postledger.web.problem;

import io.postledger.api.RejectedException;
import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.KeysAwayException;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.distributed.CommandDispatchException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the problem that an exception stands for. What is not known here is our fault: logged, and told to nobody. */
@Component
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** SQL states of class 08 tell that the database could not be reached, 57P that it is going down or starting. */
    private static final String CONNECTION_EXCEPTION = "08";

    private static final String OPERATOR_INTERVENTION = "57P";
    /** What HikariCP says, without a state, of a connection that broke earlier in the same transaction. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    /** The problem that an exception stands for, with the id of the request in which it was thrown. */
    public Problem of(Throwable thrown, HttpServletRequest request) {
        return of(thrown, request.getAttribute(ProblemWriter.REQUEST_ID) instanceof String id ? id : "unknown");
    }

    Problem of(Throwable thrown, String requestId) {
        return rejection(thrown)
                .map(rejection -> Problem.of(rejection, requestId))
                .or(() -> RequestFaults.find(thrown)
                        .map(fault -> Problem.of(fault.code(), fault.getMessage(), fault.details(), requestId)))
                .or(() -> unreachable(thrown).map(rejection -> {
                    log.warn("Request {}: {} ({})", requestId, rejection.message(), rootOf(thrown));
                    return Problem.of(rejection, requestId);
                }))
                .orElseGet(() -> unexpected(thrown, requestId));
    }

    private static Problem unexpected(Throwable thrown, String requestId) {
        log.error("Request {} failed", requestId, withoutWords(thrown));
        return Problem.of(
                WebCode.UNEXPECTED,
                "Something went wrong on our side; the request id finds it in our log",
                Map.of(),
                requestId);
    }

    /** The same kinds of failure at the same places, without their messages: one of a driver or of the container may quote what somebody wrote. */
    private static Throwable withoutWords(Throwable thrown) {
        Throwable silent = new Throwable(
                thrown.getClass().getName(), thrown.getCause() == null ? null : withoutWords(thrown.getCause()));
        silent.setStackTrace(thrown.getStackTrace());
        return silent;
    }

    /** The refusal inside an exception: thrown by a value of core-api, or sent by whoever handled the message. */
    static Optional<Rejection> rejection(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RejectedException rejected) {
                return Optional.of(rejected.rejection());
            }
            if (cause instanceof HandlerExecutionException handled
                    && handled.getDetails().orElse(null) instanceof Rejection rejection) {
                return Optional.of(rejection);
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> unreachable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoHandlerForCommandException
                    || cause instanceof NoHandlerForQueryException
                    || cause instanceof CommandDispatchException
                    || cause instanceof AxonServerCommandDispatchException
                    || cause instanceof AxonServerQueryDispatchException
                    || cause instanceof AxonServerException) {
                return Optional.of(unavailable("No part of the product that can do this is reachable; try again"));
            }
            if (cause instanceof KeysAwayException) {
                return Optional.of(KeysAwayException.REJECTION);
            }
            if (isStoreOutOfReach(cause)) {
                return Optional.of(unavailable("A store cannot be reached at the moment; try again"));
            }
        }
        return Optional.empty();
    }

    private static boolean isStoreOutOfReach(Throwable cause) {
        if (cause instanceof SQLTransientConnectionException) {
            return true;
        }
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        if (state == null) {
            return CLOSED_BY_POOL.equals(sql.getMessage());
        }
        return state.startsWith(CONNECTION_EXCEPTION) || state.startsWith(OPERATOR_INTERVENTION);
    }

    private static Rejection unavailable(String message) {
        return new Rejection(RejectionCode.SERVICE_UNAVAILABLE, message, Map.of());
    }

    /** Only the class: a message of a driver may hold addresses or values. */
    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }

    /** What to throw when an answer did not come in time. */
    public static WebException overdue() {
        return new WebException(
                WebCode.ANSWER_OVERDUE,
                "No answer came in time. What you asked for may or may not have been done: repeat it with the same"
                        + " Idempotency-Key, which does it at most once");
    }
}
