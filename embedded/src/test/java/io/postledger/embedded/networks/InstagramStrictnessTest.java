package io.postledger.embedded.networks;

import static io.postledger.embedded.networks.GraphHttp.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a careless client gets away with at the simulated Instagram: nothing. */
class InstagramStrictnessTest {

    private static final String SCOPES =
            "instagram_basic,instagram_content_publish,pages_show_list,pages_read_engagement";

    private GraphHttp instagram;
    private String account;
    private String token;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        instagram = new GraphHttp("instagram", data);
        token = instagram.login("northbike", SCOPES);
        account = Http.json(instagram.get(token, "/me/accounts", Map.of("fields", "instagram_business_account")))
                .at("/data/0/instagram_business_account/id")
                .stringValue();
    }

    @AfterEach
    void stop() throws Exception {
        instagram.close();
    }

    @Test
    void givenContainer_whenPublished_thenOnceAlsoAfterARestart() throws Exception {
        String container = created(Map.of("image_url", instagram.publicFile("image/jpeg", "jpeg"), "caption", "c"));
        instagram.restart();
        assertThat(status(container)).isEqualTo("FINISHED");

        HttpResponse<String> published = publish(container);
        instagram.restart();

        assertThat(Http.json(published).path("id").stringValue()).matches("[0-9]+");
        assertThat(status(container)).isEqualTo("PUBLISHED");
        assertThat(error(publish(container))).isEqualTo("24/2207006");
        assertThat(instagram.truth().lines()).hasSize(1);
    }

    @Test
    void givenWrongMedia_whenContainerIsMade_thenRefusedByWhatIsWrong() throws Exception {
        String jpeg = instagram.publicFile("image/jpeg", "jpeg");

        assertThat(error(create(Map.of("image_url", instagram.publicFile("image/png", "png")))))
                .isEqualTo("36001/2207005");
        assertThat(error(create(Map.of("image_url", "http://127.0.0.1:9/nothing"))))
                .isEqualTo("9004/2207052");
        assertThat(error(create(Map.of("image_url", "https://example.com/elsewhere.jpg"))))
                .as("the simulation never leaves this machine")
                .isEqualTo("9004/2207052");
        assertThat(error(create(Map.of("caption", "nothing to see")))).isEqualTo("100/2207023");
        assertThat(error(create(Map.of("image_url", jpeg, "media_type", "REELS"))))
                .isEqualTo("100/2207023");
        assertThat(error(create(Map.of("video_url", jpeg, "media_type", "VIDEO"))))
                .as("a video alone is a reel")
                .isEqualTo("100/2207023");
        assertThat(error(create(Map.of("image_url", jpeg, "caption", "a".repeat(2_201)))))
                .isEqualTo("100/2207010");
        assertThat(error(create(Map.of("image_url", jpeg, "captoin", "typing error"))))
                .isEqualTo("100");
        assertThat(error(create(Map.of("image_url", instagram.publicFile("image/jpeg", "x".repeat(8_400_000))))))
                .isEqualTo("36000/2207004");
    }

    @Test
    void givenCarousel_whenItsItemsAreWrong_thenRefused() throws Exception {
        String jpeg = instagram.publicFile("image/jpeg", "jpeg");
        String item = created(Map.of("image_url", jpeg, "is_carousel_item", "true"));
        String other = created(Map.of("image_url", jpeg, "is_carousel_item", "true"));
        String alone = created(Map.of("image_url", jpeg));

        assertThat(error(carousel(item))).as("one item").isEqualTo("100/2207028");
        assertThat(error(carousel(item + "," + alone))).as("no item").isEqualTo("100/2207028");
        assertThat(error(carousel(item + ",4711"))).as("nothing").isEqualTo("100/2207028");
        assertThat(error(publish(item))).as("an item is no post").isEqualTo("24/2207006");
        String whole = Http.json(carousel(item + "," + other)).path("id").stringValue();
        assertThat(publish(whole).statusCode()).isEqualTo(200);
    }

    @Test
    void givenVideoAtWork_whenPublished_thenNotReady() throws Exception {
        instagram.set("{\"videoMillis\":60000}");
        String reel = created(Map.of("video_url", instagram.publicFile("video/mp4", "mp4"), "media_type", "REELS"));

        assertThat(status(reel)).isEqualTo("IN_PROGRESS");
        assertThat(error(publish(reel))).isEqualTo("9007/2207027");
    }

    @Test
    void givenContainerThatEnded_whenPublished_thenExpired() throws Exception {
        String container = created(Map.of("image_url", instagram.publicFile("image/jpeg", "jpeg")));
        instagram.set("{\"containerSeconds\":0}");

        assertThat(status(container)).isEqualTo("EXPIRED");
        assertThat(error(publish(container))).isEqualTo("-2/2207020");
    }

    @Test
    void givenAnotherAccount_whenUsed_thenItDoesNotExist() throws Exception {
        String stranger = instagram.login("atelier_lumen", SCOPES);
        String container = created(Map.of("image_url", instagram.publicFile("image/jpeg", "jpeg")));

        assertThat(error(instagram.post(stranger, "/" + account + "/media_publish", Map.of("creation_id", container))))
                .isEqualTo("100/33");
        assertThat(error(instagram.get(stranger, "/" + container, Map.of("fields", "status_code"))))
                .isEqualTo("100/33");
    }

    @Test
    void givenPermissionMissing_whenContainerIsMade_thenRefused() throws Exception {
        String reader = instagram.login("northbike", "instagram_basic,pages_show_list");

        assertThat(error(instagram.post(reader, "/" + account + "/media", Map.of("image_url", "http://127.0.0.1:9/"))))
                .isEqualTo("200");
    }

    @Test
    void givenPosts_whenLimitIsAsked_thenItSaysWhatIsUsed() throws Exception {
        String container = created(Map.of("image_url", instagram.publicFile("image/jpeg", "jpeg")));
        publish(container);

        JsonNode limit = Http.json(instagram.get(
                        token, "/" + account + "/content_publishing_limit", Map.of("fields", "config,quota_usage")))
                .at("/data/0");

        assertThat(limit.path("quota_usage").asInt()).isEqualTo(1);
        assertThat(limit.at("/config/quota_total").asInt()).isEqualTo(50);
    }

    private HttpResponse<String> create(Map<String, String> parameters) throws Exception {
        return instagram.post(token, "/" + account + "/media", parameters);
    }

    private String created(Map<String, String> parameters) throws Exception {
        return Http.json(create(parameters)).path("id").stringValue();
    }

    private HttpResponse<String> carousel(String children) throws Exception {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("media_type", "CAROUSEL");
        parameters.put("children", children);
        return create(parameters);
    }

    private HttpResponse<String> publish(String container) throws Exception {
        return instagram.post(token, "/" + account + "/media_publish", Map.of("creation_id", container));
    }

    private String status(String container) throws Exception {
        return Http.json(instagram.get(token, "/" + container, Map.of("fields", "status_code,status")))
                .path("status_code")
                .stringValue();
    }
}
