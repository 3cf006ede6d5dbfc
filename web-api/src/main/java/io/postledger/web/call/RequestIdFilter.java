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

/**
 * Gives every request its id, before anything can refuse it: from the caller's Idempotency-Key, or a random one. It stands readable in
 * the log and in log files for ever, so a key that could say something about a person does not: only what {@link RequestIds} makes
 * of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Printable ASCII. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{8,128}");

    private final ProblemWriter problems;
    private final RequestIds ids;

    RequestIdFilter(ProblemWriter problems, RequestIds ids) {
        this.problems = problems;
        this.ids = ids;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        boolean usable = key != null && KEY.matcher(key).matches();
        request.setAttribute(
                ProblemWriter.REQUEST_ID,
                usable ? ids.of(key) : UUID.randomUUID().toString());
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
