package io.postledger.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.projection.FindLetters;
import io.postledger.api.projection.FindProjection;
import io.postledger.api.projection.FindProjections;
import io.postledger.api.projection.LetterList;
import io.postledger.api.projection.ProjectionList;
import io.postledger.api.projection.ProjectionView;
import io.postledger.api.projection.RebuildProjection;
import io.postledger.api.projection.RetryLetters;
import io.postledger.projection.Projection;
import io.postledger.projection.ProjectionRig;
import io.postledger.projection.mongo.Notes.NoteChanged;
import io.postledger.projection.mongo.Notes.NoteTaken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes with other projections each, as nodes of the roles query and ai are: either answers for both. */
class NodesApartIT extends WithNotes {
    private final ProjectionRig otherNode = new ProjectionRig(
            store, new MongoClaims(store, "other", Duration.ofSeconds(10), Clock.systemUTC()), rig.log(), 7, 1);
    private final Words words = new Words(store);

    @ProcessingGroup("words")
    static final class Words implements Projection {
        private final MongoView view;

        Words(MongoStore store) {
            view = new MongoView(store, "words", List.of());
        }

        @Override
        public List<MongoView> targets() {
            return List.of(view);
        }

        @EventHandler
        void on(NoteTaken event) {
            view.create(event.id(), () -> new Document("length", event.text().length()));
        }
    }

    @BeforeEach
    void start() {
        notes.poisoned.set(true);
        rig.start(notes);
        otherNode.start(words);
        for (int i = 0; i < 20; i++) {
            rig.publish("note" + i, new NoteTaken("note" + i, "first"));
        }
        rig.publish("note3", new NoteChanged("note3", "poison"));
        rig.awaitCaughtUp();
        otherNode.awaitCaughtUp();
    }

    @AfterEach
    void stopOtherNode() {
        otherNode.close();
    }

    private static List<ProjectionView> list(ProjectionRig node) {
        return node.ask(new FindProjections(), ProjectionList.class).items();
    }

    @Test
    void givenNodesWithOtherProjections_whenEitherIsAsked_thenBothAreTold() {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(list(rig), list(otherNode)))
                        .allSatisfy(items -> {
                            assertThat(items).extracting(ProjectionView::name).containsExactly("notes", "words");
                            assertThat(items)
                                    .extracting(ProjectionView::position)
                                    .containsOnly(20L);
                            assertThat(items).extracting(ProjectionView::lag).containsOnly(0L);
                            assertThat(items)
                                    .extracting(ProjectionView::letters)
                                    .containsExactly(1, 0);
                        }));
        for (String name : List.of("notes", "words")) {
            FindProjection whole = new FindProjection(name, true);
            assertThat(rig.ask(whole, ProjectionView.class)).isEqualTo(otherNode.ask(whole, ProjectionView.class));
        }
        assertThat(otherNode
                        .ask(new FindLetters("notes", null, false, 5), LetterList.class)
                        .items())
                .extracting(LetterList.Letter::aggregateId)
                .containsExactly("note3");
    }

    @Test
    void givenANodeThatDoesNotFeedAProjection_whenAskedToRebuildIt_thenTheOtherNodeDoes_andRetryingIsRefused() {
        Awaitility.await().atMost(SOON).until(() -> list(rig).size() == 2);

        rig.send(new RebuildProjection("words", false));

        otherNode.awaitLive("words", 2);
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(list(rig).get(1))
                        .returns(2, ProjectionView::generation)
                        .returns(20L, ProjectionView::position));
        assertThatThrownBy(() -> otherNode.send(new RetryLetters("notes", null)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.code()).isEqualTo(RejectionCode.SERVICE_UNAVAILABLE));
    }
}
