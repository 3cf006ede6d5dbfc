package io.postledger.web.security;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.web.problem.ProblemWriter;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Says why somebody was not let in: no token, one that has expired, or one that is no token of ours. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter writer;

    SecurityProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (refused instanceof AuthenticationServiceException) {
            writer.write(refused, request, response);
        } else if (refused instanceof InvalidBearerTokenException) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            writer.write(
                    expired(refused)
                            ? new WebException(
                                    WebCode.TOKEN_EXPIRED, "The access token has expired; renew it or sign in")
                            : new WebException(WebCode.TOKEN_INVALID, "The access token is not one of ours"),
                    request,
                    response);
        } else {
            writer.write(
                    new RejectedException(
                            RejectionCode.NOT_AUTHENTICATED, "An access token is needed: Authorization: Bearer …"),
                    request,
                    response);
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        writer.write(new WebException(WebCode.ACCESS_DENIED, "This is not open to you"), request, response);
    }

    private static boolean expired(AuthenticationException refused) {
        return refused.getCause() instanceof JwtValidationException invalid
                && invalid.getErrors().stream().allMatch(error -> TokenValidator.EXPIRED.equals(error.getErrorCode()));
    }
}
