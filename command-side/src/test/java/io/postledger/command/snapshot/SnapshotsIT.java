package io.postledger.command.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.post.DeletePost;
import io.postledger.api.post.DraftPost;
import io.postledger.api.post.EditPost;
import io.postledger.api.post.PostId;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.command.DirectoryRig;
import io.postledger.command.Root;
import io.postledger.command.memory.AggregateMemory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A post with a long history, read by a node that does not remember it. */
class SnapshotsIT extends DirectoryRig {
    private static final int EDITS = 250;
    private static final String FIRST_REQUEST = "the first request";

    private final String workspace =
            ids.next(WorkspaceId.PREFIX, WorkspaceId::new).value();
    private final PostId post = ids.next(PostId.PREFIX, PostId::new);

    @Autowired
    private AggregateMemory memory;

    @Autowired
    private ApplicationContext context;

    @BeforeEach
    void longHistory() {
        send(workspace, new DraftPost(post, "Draft", List.of()), FIRST_REQUEST);
        for (int i = 1; i <= EDITS; i++) {
            send(workspace, edit("Edit " + i));
        }
        memory.removeAll();
    }

    @AfterEach
    void forget() {
        takeOut(post.value());
    }

    private EditPost edit(String text) {
        return new EditPost(post, text, List.of());
    }

    @Test
    void givenASnapshot_whenACommandComes_thenEventsBeforeItAreNotRead() {
        int unreadable =
                update("UPDATE event_log SET payload = '' WHERE aggregate_id = ? AND sequence <= (SELECT max(sequence)"
                        + " FROM event_snapshot WHERE aggregate_id = event_log.aggregate_id)");
        assertThat(unreadable).isGreaterThanOrEqualTo(200);

        assertThat(send(workspace, edit("After it")).version()).isEqualTo(EDITS + 1L);
        assertThat(send(workspace, new DraftPost(post, "Draft", List.of()), FIRST_REQUEST)
                        .version())
                .as("what the first request was answered with")
                .isZero();
        assertThat(send(workspace, new DeletePost(post)).version()).isEqualTo(EDITS + 2L);
        assertThatThrownBy(() -> send(workspace, edit("Too late")))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.POST_DELETED));
    }

    @Test
    void givenASnapshot_thenWhatThePostSaysIsNotReadableInIt() {
        assertThat(jdbc.sql("SELECT convert_from(payload, 'UTF8') FROM event_snapshot WHERE aggregate_id = ?")
                        .param(post.value())
                        .query(String.class)
                        .single())
                .contains(post.value(), workspace + ":")
                .doesNotContain("Edit ");
    }

    @Test
    void givenASnapshotOfOtherCode_whenACommandComes_thenTheEventsAreRead() {
        assertThat(update("UPDATE event_snapshot SET revision = 'other', payload = '{}' WHERE aggregate_id = ?"))
                .isPositive();

        assertThat(send(workspace, edit("After it")).version()).isEqualTo(EDITS + 1L);
    }

    private int update(String sql) {
        return jdbc.sql(sql).param(post.value()).update();
    }

    /** JSON would leave a final field as the constructor made it, and say nothing. */
    @Test
    void everyFieldOfAnAggregateIsReadFromASnapshot() {
        assertThat(context.getBeanNamesForAnnotation(Aggregate.class)).isNotEmpty();
        Stream.of(context.getBeanNamesForAnnotation(Aggregate.class))
                .map(context::getType)
                .flatMap(type -> Stream.of(type, Root.class))
                .flatMap(SnapshotsIT::withMembers)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .forEach(field -> assertThat(Modifier.isFinal(field.getModifiers()))
                        .as(field.toString())
                        .isFalse());
    }

    private static Stream<Class<?>> withMembers(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Stream.of(type.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(AggregateMember.class))
                        .map(Field::getType));
    }
}
