package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.Test;

class TokenTest extends WebTest {
    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("urn:postledger")
                .audience("urn:postledger:api")
                .subject(user.value())
                .claim("auth_time", clock.instant().getEpochSecond())
                .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims, byte[] key) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private void assertInvalid(String token) {
        Http.Answer answer = new Http(port, token).get("/api/workspaces");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("TOKEN_INVALID");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void givenNoToken_whenAsked_thenNotAuthenticated() {
        Http.Answer answer = anonymous.get("/api/workspaces");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void givenExpiredToken_whenAsked_thenTokenExpired() {
        clock.advance(Duration.ofMinutes(15));

        Http.Answer answer = http.get("/api/workspaces");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("TOKEN_EXPIRED");
    }

    @Test
    void givenTokenOfAnotherKey_whenAsked_thenTokenInvalid() throws JOSEException {
        assertInvalid(signed(claims().build(), new SecureRandom().generateSeed(32)));
    }

    @Test
    void givenUnsignedToken_whenAsked_thenTokenInvalid() {
        assertInvalid(new PlainJWT(new PlainHeader(), claims().build()).serialize());
    }

    @Test
    void givenTokenOfAnotherIssuer_whenAsked_thenTokenInvalid() throws JOSEException {
        assertInvalid(signed(claims().issuer("https://example.com").build(), KEY));
    }

    @Test
    void givenTokenForAnotherAudience_whenAsked_thenTokenInvalid() throws JOSEException {
        assertInvalid(signed(claims().audience("urn:postledger:other").build(), KEY));
    }

    @Test
    void givenTokenWithoutExpiry_whenAsked_thenTokenInvalid() throws JOSEException {
        assertInvalid(signed(claims().expirationTime(null).build(), KEY));
    }

    @Test
    void givenTokenWhoseSubjectIsNoUser_whenAsked_thenTokenInvalid() throws JOSEException {
        assertInvalid(signed(claims().subject("process:root").build(), KEY));
    }

    @Test
    void givenGarbage_whenAsked_thenTokenInvalid() {
        assertInvalid("abc.def.ghi");
        assertInvalid("not-a-token");
    }

    @Test
    void givenGoodTokenMadeHere_whenAsked_thenItReachesTheBus() throws JOSEException {
        Http.Answer answer = new Http(port, signed(claims().build(), KEY)).get("/api/workspaces");

        assertThat(answer.code()).isEqualTo("SERVICE_UNAVAILABLE");
    }

    @Test
    void givenTokenInTheQuery_whenAsked_thenItIsNotRead() {
        String token = tokens.issue(user).token();

        assertThat(anonymous.get("/api/workspaces?access_token=" + token).code())
                .isEqualTo("NOT_AUTHENTICATED");
    }
}
