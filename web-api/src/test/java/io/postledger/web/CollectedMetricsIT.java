package io.postledger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postledger.embedded.testing.ClickHouseDatabase;
import io.postledger.embedded.testing.MongoDatabase;
import io.postledger.embedded.testing.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The whole product: what is published shows its metrics without anybody's doing. Days are seconds here. */
@SpringBootTest(
        classes = PostledgerApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "postledger.roles=command,query,saga,ai,web",
            "server.shutdown=immediate",
            "postledger.metrics.after=2s,5s,1d",
            "postledger.metrics.every=1s"
        })
class CollectedMetricsIT extends ProductIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @DynamicPropertySource
    static void views(DynamicPropertyRegistry registry) {
        MongoDatabase mongo = TestStores.newMongoDatabase();
        ClickHouseDatabase clickHouse = TestStores.newClickHouseDatabase();
        registry.add("postledger.mongodb.uri", mongo::uri);
        registry.add("postledger.clickhouse.url", clickHouse::url);
        registry.add("postledger.clickhouse.database", clickHouse::name);
        registry.add("postledger.clickhouse.user", clickHouse::user);
        registry.add("postledger.clickhouse.password", clickHouse::password);
    }

    @Test
    void givenPublishedPost_thenItsMetricsAreReadAtEachTime() {
        Http http = signUp();
        String workspace = createWorkspace(http);
        String account = connect(http, workspace, "collected");
        String post = http.post(workspace + "/posts", "{\"text\":\"Count me\",\"targets\":[\"" + account + "\"]}")
                .json()
                .path("id")
                .asString();
        LocalDateTime at = LocalDateTime.now(ZoneOffset.UTC).plusSeconds(2);
        http.post(workspace + "/posts/" + post + "/schedule", "{\"at\":\"" + at + "\",\"timeZone\":\"UTC\"}");
        Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS);
        String query = workspace + "/posts/" + post + "/metrics?granularity=READING&from=" + from + "&to="
                + from.plus(1, ChronoUnit.DAYS);

        await().atMost(PATIENCE).untilAsserted(() -> {
            Http.Answer answer = http.get(query);
            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
            assertThat(answer.json().path("points").size()).isEqualTo(2);
        });

        for (JsonNode point : http.get(query).json().path("points")) {
            assertThat(point.path("accountId").asString()).isEqualTo(account);
            assertThat(point.path("counters").path("impressions").isIntegralNumber())
                    .isTrue();
        }
    }
}
