package io.postledger.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class PositionsTest {
    @Test
    void givenPositionWithGaps_whenStoredAndRead_thenEqual() {
        TrackingToken token = GapAwareTrackingToken.newInstance(5_000_000_000L, List.of(7L, 4_999_999_999L));
        assertThat(stored(token)).isEqualTo(token);
    }

    @Test
    void givenPositionWithoutGaps_whenStoredAndRead_thenEqual() {
        assertThat(stored(new GlobalSequenceTrackingToken(0))).isEqualTo(new GlobalSequenceTrackingToken(0));
        TrackingToken noGaps = GapAwareTrackingToken.newInstance(3, List.of());
        assertThat(stored(noGaps)).isEqualTo(noGaps);
    }

    @Test
    void givenReplay_whenStored_thenWhereTheReplayStands() {
        TrackingToken replay = ReplayToken.createReplayToken(
                new GlobalSequenceTrackingToken(100), new GlobalSequenceTrackingToken(10));
        assertThat(stored(replay)).isEqualTo(new GlobalSequenceTrackingToken(10));
    }

    @Test
    void givenUnknownKind_whenRead_thenRefused() {
        assertThatThrownBy(() -> Positions.fromDocument(new Document("kind", "other").append("index", 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** By way of JSON, as ClickHouse keeps it: numbers may come back narrower than they went in. */
    private static TrackingToken stored(TrackingToken token) {
        return Positions.fromDocument(Document.parse(Positions.toDocument(token).toJson()));
    }
}
