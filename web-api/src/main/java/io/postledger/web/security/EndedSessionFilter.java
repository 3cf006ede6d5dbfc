package io.postledger.web.security;

import io.postledger.api.user.EndedSessions;
import io.postledger.web.problem.ProblemWriter;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody in whose sessions have ended, though their token has not run out. Whose they are is asked once a second at most and
 * by one request, and remembered: a token costs the store nothing. While the store cannot be asked, what was known holds.
 */
final class EndedSessionFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(EndedSessionFilter.class);
    private static final long KNOWN_FOR_NANOS = Duration.ofSeconds(1).toNanos();

    /** Clocks of nodes differ by less, and the log that ends sessions is told within it. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** @param askedAt by {@link System#nanoTime} */
    private record Known(Set<String> people, long askedAt) {}

    private final EndedSessions sessions;
    private final Duration longest;
    private final Clock clock;
    private final ProblemWriter writer;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    EndedSessionFilter(EndedSessions sessions, SecuritySettings settings, Clock clock, ProblemWriter writer) {
        this.sessions = sessions;
        this.longest = settings.sessionLifetime().plus(settings.tokenLifetime()).plus(MARGIN);
        this.clock = clock;
        this.writer = writer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getPrincipal() instanceof Jwt token) {
            try {
                if (ended().contains(token.getSubject())) {
                    throw new WebException(WebCode.SESSION_ENDED, "This session has ended");
                }
            } catch (RuntimeException refused) {
                writer.write(refused, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Set<String> ended() {
        Known last = known;
        if (last == null) {
            asking.lock();
        } else if (System.nanoTime() - last.askedAt() < KNOWN_FOR_NANOS || !asking.tryLock()) {
            return last.people();
        }
        try {
            return ask();
        } finally {
            asking.unlock();
        }
    }

    private Set<String> ask() {
        Known last = known;
        if (last != null && System.nanoTime() - last.askedAt() < KNOWN_FOR_NANOS) {
            return last.people();
        }
        long now = System.nanoTime();
        Set<String> people;
        try {
            people = sessions.since(clock.instant().minus(longest));
        } catch (RuntimeException away) {
            if (last == null) {
                throw away;
            }
            log.warn("Whose sessions have ended cannot be asked; what was known holds");
            people = last.people();
            now = System.nanoTime();
        }
        known = new Known(people, now);
        return people;
    }
}
