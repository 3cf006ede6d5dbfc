package io.postledger.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem, from wherever in the chain it was found: filters, security and controllers alike. */
@Component
public class ProblemWriter {
    /** Request attribute that holds the request's id. */
    public static final String REQUEST_ID = ProblemWriter.class.getName() + ".requestId";

    private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

    /** Seconds after which asking again makes sense, where the answer is that something is not reachable. */
    private static final String RETRY_AFTER_SECONDS = "1";

    private final Problems problems;
    private final JsonMapper json;

    ProblemWriter(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    public void write(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = problems.of(thrown, request);
        if (response.isCommitted()) {
            log.warn("Request {} ended early: {}", problem.requestId(), problem.code());
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.ETAG, null);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()
                && response.getHeader(HttpHeaders.WWW_AUTHENTICATE) == null) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] body = json.writeValueAsBytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        // At once: what is left of a too large body is read and thrown away only after this.
        response.flushBuffer();
    }
}
