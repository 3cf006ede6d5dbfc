package io.postledger.web.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Faults of the request itself, as Spring and Jackson report them. Messages never repeat a value: it may be secret. */
final class RequestFaults {
    private RequestFaults() {}

    static Optional<WebException> find(Throwable thrown) {
        if (thrown instanceof WebException fault) {
            return Optional.of(fault);
        }
        if (thrown instanceof BodyTooLargeException) {
            return Optional.of(BodyTooLargeException.problem());
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return Optional.of(body(unreadable));
        }
        if (thrown instanceof MethodArgumentNotValidException invalid) {
            return Optional.of(values(invalid));
        }
        if (thrown instanceof HandlerMethodValidationException invalid) {
            return Optional.of(parameters(invalid));
        }
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return Optional.of(new WebException(
                    WebCode.PARAMETER_INVALID,
                    "Parameter " + mismatch.getName() + " has a value that it cannot have",
                    Map.of("parameter", mismatch.getName())));
        }
        if (thrown instanceof MissingServletRequestParameterException missing) {
            return Optional.of(new WebException(
                    WebCode.PARAMETER_INVALID,
                    "Parameter " + missing.getParameterName() + " is missing",
                    Map.of("parameter", missing.getParameterName())));
        }
        if (thrown instanceof InvalidParameterException) {
            return Optional.of(new WebException(
                    WebCode.MALFORMED_REQUEST,
                    "The query or form has a % that no two digits follow, or bytes that are no UTF-8"));
        }
        return routing(thrown);
    }

    private static Optional<WebException> routing(Throwable thrown) {
        if (thrown instanceof NoResourceFoundException || thrown instanceof NoHandlerFoundException) {
            return Optional.of(new WebException(WebCode.PATH_UNKNOWN, "There is nothing at this path"));
        }
        if (thrown instanceof HttpRequestMethodNotSupportedException method) {
            return Optional.of(new WebException(
                    WebCode.METHOD_NOT_ALLOWED, "This path does not know the method " + method.getMethod()));
        }
        if (thrown instanceof HttpMediaTypeNotSupportedException) {
            return Optional.of(
                    new WebException(WebCode.MEDIA_TYPE_UNSUPPORTED, "The body must be sent as application/json"));
        }
        if (thrown instanceof HttpMediaTypeNotAcceptableException) {
            return Optional.of(
                    new WebException(WebCode.NOT_ACCEPTABLE, "This path does not answer in any type you accept"));
        }
        if (thrown instanceof ServletRequestBindingException) {
            return Optional.of(new WebException(WebCode.MALFORMED_REQUEST, "The request is not complete"));
        }
        return Optional.empty();
    }

    private static WebException body(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof WebException fault) {
                return fault;
            }
            if (cause instanceof BodyTooLargeException) {
                return BodyTooLargeException.problem();
            }
        }
        if (unreadable.getCause() instanceof UnrecognizedPropertyException unknown) {
            String field = path(unknown);
            return new WebException(WebCode.UNKNOWN_FIELD, "There is no field " + field, Map.of("field", field));
        }
        if (unreadable.getCause() instanceof StreamReadException broken) {
            return new WebException(
                    WebCode.MALFORMED_JSON, "The body is not well-formed JSON" + where(broken), Map.of());
        }
        if (unreadable.getCause() instanceof DatabindException wrong) {
            String field = path(wrong);
            return new WebException(
                    WebCode.WRONG_TYPE,
                    field.isEmpty()
                            ? "The body is not of the type that is needed here"
                            : "Field " + field + " has a value of the wrong type",
                    Map.of("field", field));
        }
        return new WebException(WebCode.MALFORMED_JSON, "A JSON body is needed");
    }

    private static String where(JacksonException broken) {
        return broken.getLocation() == null
                ? ""
                : " at line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }

    /** A field's path such as {@code readings[2].counters.likes}; empty for the body itself. */
    private static String path(DatabindException wrong) {
        StringBuilder path = new StringBuilder();
        wrong.getPath().forEach(step -> {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        });
        return path.toString();
    }

    private static WebException values(BindException invalid) {
        Map<String, String> details = new LinkedHashMap<>();
        for (FieldError error : invalid.getFieldErrors()) {
            details.merge(error.getField(), String.valueOf(error.getDefaultMessage()), (a, b) -> a + "; " + b);
        }
        String sentence = details.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return new WebException(WebCode.VALUE_INVALID, "Not valid: " + sentence, details);
    }

    private static WebException parameters(HandlerMethodValidationException invalid) {
        Map<String, String> details = new LinkedHashMap<>();
        invalid.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors()
                        .forEach(error -> details.merge(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()),
                                (a, b) -> a + "; " + b)));
        return new WebException(WebCode.PARAMETER_INVALID, "A parameter has a value that it cannot have", details);
    }
}
