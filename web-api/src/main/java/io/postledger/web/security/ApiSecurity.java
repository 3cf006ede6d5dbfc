package io.postledger.web.security;

import io.postledger.api.user.EndedSessions;
import io.postledger.web.problem.ProblemWriter;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The API's door: a bearer token or nothing. No cookie is ever set or read, so there is no request that another site
 * could forge, and CSRF tokens would guard nothing.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    /** The documentation's page styles itself inline and draws its icons from data; nothing comes from elsewhere. */
    private static final String CONTENT_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'"
            + " 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain apiChain(
            HttpSecurity http,
            SecurityProblems problems,
            EndedSessions sessions,
            SecuritySettings settings,
            Clock clock,
            ProblemWriter writer)
            throws Exception {
        return http.authorizeHttpRequests(
                        requests -> requests.requestMatchers(HttpMethod.POST, "/api/users", "/api/session")
                                .permitAll()
                                // By the operator key, which OperatorDoor asks for.
                                .requestMatchers(
                                        "/api/projections",
                                        "/api/projections/**",
                                        "/api/exports/**",
                                        "/api/erasures/*/hold",
                                        "/api/ledger/evidence",
                                        "/api/ledger/check")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/api/erasures/*", "/api/erasures/*/certificate/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, "/api/oauth/callback")
                                .permitAll()
                                .requestMatchers(HttpMethod.HEAD, "/media/*/*")
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.GET,
                                        "/",
                                        "/docs",
                                        "/docs/**",
                                        "/swagger-ui/**",
                                        "/openapi",
                                        "/openapi/**",
                                        "/openapi.json",
                                        "/openapi.yaml",
                                        "/media/*/*",
                                        "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .addFilterAfter(
                        new EndedSessionFilter(sessions, settings, clock, writer),
                        BearerTokenAuthenticationFilter.class)
                .oauth2ResourceServer(server ->
                        server.jwt(jwt -> {}).authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }
}
