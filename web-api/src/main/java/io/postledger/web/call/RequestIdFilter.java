package io.postledger.web.call;

import io.postledger.web.problem.ProblemWriter;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its id, before anything can refuse it: the caller's Idempotency-Key, or a random one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Printable ASCII, so that it can stand in a log line. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{8,128}");

    private final ProblemWriter problems;

    RequestIdFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        boolean usable = key != null && KEY.matcher(key).matches();
        request.setAttribute(
                ProblemWriter.REQUEST_ID, usable ? key : UUID.randomUUID().toString());
        if (key != null && !usable) {
            problems.write(
                    new WebException(
                            WebCode.IDEMPOTENCY_KEY_INVALID,
                            "An Idempotency-Key is 8 to 128 printable ASCII characters without spaces"),
                    request,
                    response);
            return;
        }
        chain.doFilter(request, response);
    }
}
