package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenDoorsTest extends WebTest {
    @Test
    void givenNobody_whenLookingAround_thenHomeHealthMetricsAndDocumentationAreOpen() {
        assertThat(anonymous.get("/").raw().body()).contains("/docs").contains("/actuator/health");
        assertThat(anonymous.get("/actuator/health").status()).isEqualTo(200);
        assertThat(anonymous
                        .get("/actuator/health/liveness")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(anonymous
                        .get("/actuator/health/readiness")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(anonymous.get("/actuator/prometheus").raw().body()).contains("jvm_memory_used_bytes");
        assertThat(anonymous.get("/actuator/info").status()).isEqualTo(200);
    }

    @Test
    void givenAnybody_whenLookingFurther_thenTheRestIsClosed() {
        for (String endpoint : new String[] {"env", "beans", "heapdump", "loggers", "configprops", "metrics"}) {
            assertThat(anonymous.get("/actuator/" + endpoint).status())
                    .as(endpoint)
                    .isIn(401, 403, 404);
            assertThat(http.get("/actuator/" + endpoint).status()).as(endpoint).isIn(401, 403, 404);
        }
    }

    @Test
    void givenAnyAnswer_whenReceived_thenItCarriesNoCookieAndTheSecurityHeaders() {
        Http.Answer answer = anonymous.get("/");

        assertThat(answer.raw().headers().map()).doesNotContainKey("set-cookie");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'self'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void givenDocumentation_whenRead_thenEverythingItShowsComesFromHere() {
        Http.Answer docs = anonymous.get("/docs");
        assertThat(docs.status()).isEqualTo(302);
        String page = docs.header("Location").replaceFirst("https?://[^/]+", "");
        Http.Answer html = anonymous.get(page);
        assertThat(html.status()).isEqualTo(200);
        assertThat(html.raw().body()).contains("swagger-ui");

        Pattern assets = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
        assertThat(assets.matcher(html.raw().body()).results().map(MatchResult::toString))
                .isNotEmpty();
        assets.matcher(html.raw().body()).results().map(found -> found.group(1)).forEach(asset -> {
            assertThat(asset).doesNotStartWith("http").doesNotStartWith("//");
            String path = asset.startsWith("/") ? asset : page.substring(0, page.lastIndexOf('/') + 1) + asset;
            assertThat(anonymous.get(path.replace("/./", "/")).status())
                    .as(path)
                    .isEqualTo(200);
        });
    }

    @Test
    void givenDescription_whenRead_thenItIsOpenApi31AndSaysHowItRefuses() {
        JsonNode api = anonymous.get("/openapi.json").json();

        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(api.path("components")
                        .path("securitySchemes")
                        .path("bearer")
                        .path("scheme")
                        .asString())
                .isEqualTo("bearer");
        JsonNode draft = api.path("paths").path("/api/workspaces/{ws}/posts").path("post");
        assertThat(draft.path("summary").asString()).isEqualTo("Draft a post");
        for (String status : new String[] {"400", "401", "403", "404", "409", "412", "413", "503"}) {
            assertThat(draft.path("responses").path(status).path("content").has("application/problem+json"))
                    .as(status)
                    .isTrue();
        }
        assertThat(api.path("components")
                        .path("schemas")
                        .path("Problem")
                        .path("properties")
                        .has("code"))
                .isTrue();
        assertThat(api.path("components")
                        .path("schemas")
                        .path("PostView")
                        .path("properties")
                        .path("dueAt")
                        .path("description")
                        .asString())
                .contains("UTC");
        JsonNode newPost = api.path("components").path("schemas").path("NewPost");
        assertThat(newPost.path("properties").path("postId").path("pattern").asString())
                .startsWith("^post_");
        assertThat(newPost.path("required").toString()).isEqualTo("[\"targets\",\"text\"]");
        assertThat(anonymous.get("/openapi.yaml").raw().body()).startsWith("openapi: 3.1");
    }

    @Test
    void givenDescription_whenRead_thenEveryPathOfTheApiIsInIt() {
        JsonNode paths = anonymous.get("/openapi.json").json().path("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/api/users",
                        "/api/session",
                        "/api/session/renewal",
                        "/api/workspaces",
                        "/api/workspaces/{ws}",
                        "/api/workspaces/{ws}/members",
                        "/api/workspaces/{ws}/members/{user}",
                        "/api/workspaces/{ws}/accounts",
                        "/api/workspaces/{ws}/accounts/{account}",
                        "/api/workspaces/{ws}/account-connections",
                        "/api/oauth/callback",
                        "/api/workspaces/{ws}/posts",
                        "/api/workspaces/{ws}/posts/{post}",
                        "/api/workspaces/{ws}/posts/{post}/content",
                        "/api/workspaces/{ws}/posts/{post}/schedule",
                        "/api/workspaces/{ws}/posts/{post}/history",
                        "/api/workspaces/{ws}/posts/{post}/metrics",
                        "/api/workspaces/{ws}/posts/imports",
                        "/api/users/{user}/data",
                        "/api/workspaces/{ws}/data",
                        "/api/workspaces/{ws}/consents",
                        "/api/workspaces/{ws}/consents/{purpose}",
                        "/api/workspaces/{ws}/retention",
                        "/api/erasures/{subject}/certificate",
                        "/api/erasures/{subject}/certificate/text",
                        "/api/workspaces/{ws}/media",
                        "/api/workspaces/{ws}/media/{media}",
                        "/api/workspaces/{ws}/media/{media}/content",
                        "/media/{token}/{media}",
                        "/api/platforms",
                        "/api/workspaces/{ws}/publications/{pub}/resolution",
                        "/api/workspaces/{ws}/calendar/{month}",
                        "/api/workspaces/{ws}/metrics/batches",
                        "/api/workspaces/{ws}/metrics/daily",
                        "/api/workspaces/{ws}/accounts/{account}/best-times");
    }
}
