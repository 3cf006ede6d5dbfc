package io.postledger.trial.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class SightingsTest {
    private final Sightings sightings = new Sightings();

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static String post(String id, int version) {
        return "{'postId':'" + id + "','version':" + version + "}";
    }

    private void see(String id, int version) {
        sightings.one(id, json(post(id, version)), sightings.soFar());
    }

    @Test
    void givenNewerVersions_thenAllIsWell_andAnOlderOneIsTold() {
        see("a", 1);
        see("a", 1);
        see("a", 3);
        assertThat(sightings.backInTime()).isEmpty();

        see("a", 2);
        assertThat(sightings.backInTime()).containsExactly("a was at 3, then at 2");
    }

    @Test
    void givenAPostThatWasSeen_whenItIsNotFound_thenTold() {
        sightings.one("a", MissingNode.getInstance(), sightings.soFar());
        assertThat(sightings.backInTime()).isEmpty();

        see("a", 0);
        sightings.one("a", MissingNode.getInstance(), sightings.soFar());
        assertThat(sightings.backInTime()).containsExactly("a vanished");
    }

    @Test
    void givenAPage_thenWhatWasSeenMustBeOnItOrOlder() {
        see("a", 0);
        see("b", 0);
        see("c", 0);
        sightings.list(
                json("{'items':[" + post("d", 0) + "," + post("c", 1) + "," + post("b", 0) + "],'nextCursor':'b'}"),
                sightings.soFar());
        assertThat(sightings.backInTime()).isEmpty();

        sightings.list(
                json("{'items':[" + post("d", 0) + "," + post("b", 0) + "],'nextCursor':'b'}"), sightings.soFar());
        sightings.list(json("{'items':[" + post("d", 0) + "," + post("c", 0) + "]}"), sightings.soFar());
        assertThat(sightings.backInTime())
                .containsExactly(
                        "c vanished from the list",
                        "a vanished from the list",
                        "b vanished from the list",
                        "c was at 1, then at 0");
    }
}
