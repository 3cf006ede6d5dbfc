package io.postledger.web.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what controllers throw, and what the container itself refuses, into problems. */
@Hidden
@RestController
@RestControllerAdvice
class ProblemAdvice implements ErrorController {
    private final ProblemWriter writer;

    ProblemAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler
    void problem(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (thrown instanceof HttpRequestMethodNotSupportedException method) {
            Set<HttpMethod> supported = method.getSupportedHttpMethods();
            if (supported != null) {
                HttpHeaders headers = new HttpHeaders();
                headers.setAllow(supported);
                response.setHeader(HttpHeaders.ALLOW, headers.getFirst(HttpHeaders.ALLOW));
            }
        }
        writer.write(thrown, request, response);
    }

    /** Where the container sends what never reached a controller. */
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        boolean ours = status instanceof Integer code && code >= HttpStatus.INTERNAL_SERVER_ERROR.value();
        if (thrown instanceof Throwable fault && ours) {
            writer.write(fault, request, response);
        } else if (status == null
                || Integer.valueOf(HttpStatus.NOT_FOUND.value()).equals(status)) {
            writer.write(new WebException(WebCode.PATH_UNKNOWN, "There is nothing at this path"), request, response);
        } else if (Integer.valueOf(HttpStatus.FORBIDDEN.value()).equals(status)) {
            writer.write(new WebException(WebCode.ACCESS_DENIED, "This is not open to you"), request, response);
        } else if (ours) {
            writer.write(new IllegalStateException("Status " + status), request, response);
        } else {
            writer.write(
                    new WebException(WebCode.MALFORMED_REQUEST, "The request is not one that can be read"),
                    request,
                    response);
        }
    }
}
