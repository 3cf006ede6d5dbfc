package io.postledger.web.security;

import io.postledger.api.user.UserId;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Issues access tokens. A token says who somebody is, never what they may do: that is asked at the buses, each time. */
@Component
public class Tokens {
    static final String ISSUER = "urn:postledger";
    static final String AUDIENCE = "urn:postledger:api";

    /** When the password was given (OpenID Connect's name for it); renewals keep it. */
    static final String SIGNED_IN_AT = "auth_time";

    private final JwtEncoder encoder;
    private final SecuritySettings settings;
    private final Clock clock;

    Tokens(JwtEncoder encoder, SecuritySettings settings, Clock clock) {
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    /** A signed token and the instant (UTC) from which it is no longer accepted. */
    public record Issued(String token, Instant expiresAt) {}

    /** A token for somebody who has just given their password. */
    public Issued issue(UserId user) {
        return issue(user.value(), now());
    }

    /** A new token for the bearer of a valid one. Refused: TOKEN_EXPIRED, once the session itself is too old. */
    public Issued renew(Jwt token) {
        Instant signedInAt = token.getClaimAsInstant(SIGNED_IN_AT);
        if (!now().isBefore(signedInAt.plus(settings.sessionLifetime()))) {
            throw new WebException(WebCode.TOKEN_EXPIRED, "The session is too old to be renewed; sign in again");
        }
        return issue(token.getSubject(), signedInAt);
    }

    private Issued issue(String subject, Instant signedInAt) {
        Instant now = now();
        Instant expiresAt = now.plus(settings.tokenLifetime());
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(subject)
                .issuedAt(now)
                .expiresAt(expiresAt)
                .claim(SIGNED_IN_AT, signedInAt.getEpochSecond())
                .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
        return new Issued(
                encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue(), expiresAt);
    }

    /** A token's times are whole seconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
