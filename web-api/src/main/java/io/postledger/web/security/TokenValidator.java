package io.postledger.web.security;

import io.postledger.api.Ids;
import io.postledger.api.RejectedException;
import io.postledger.api.user.UserId;
import java.time.Clock;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Checks what a well-signed token says: for whom, for what, and until when. No leeway is given: the nodes that sign and
 * check are ours, and a second more or less of a quarter of an hour matters to nobody.
 */
final class TokenValidator implements OAuth2TokenValidator<Jwt> {
    static final String EXPIRED = "token_expired";

    private static final String INVALID = "invalid_token";

    private final Clock clock;

    TokenValidator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        List<String> audience = token.getAudience();
        if (audience == null || !audience.contains(Tokens.AUDIENCE)) {
            return failed(INVALID, "The token is for somebody else");
        }
        if (token.getExpiresAt() == null
                || token.getSubject() == null
                || token.getClaimAsInstant(Tokens.SIGNED_IN_AT) == null) {
            return failed(INVALID, "The token is not complete");
        }
        try {
            Ids.require(UserId.PREFIX, token.getSubject());
        } catch (RejectedException e) {
            return failed(INVALID, "The token names no user");
        }
        return clock.instant().isBefore(token.getExpiresAt())
                ? OAuth2TokenValidatorResult.success()
                : failed(EXPIRED, "The token has expired");
    }

    private static OAuth2TokenValidatorResult failed(String code, String description) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error(code, description, null));
    }
}
