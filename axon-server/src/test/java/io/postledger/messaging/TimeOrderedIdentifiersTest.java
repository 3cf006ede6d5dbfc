package io.postledger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class TimeOrderedIdentifiersTest {
    @Test
    void axonFindsThem() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(TimeOrderedIdentifiers.class);
    }

    @Test
    void noTwoAreTheSame() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        IdentifierFactory one = new TimeOrderedIdentifiers();
        IdentifierFactory ofAnotherProcess = new TimeOrderedIdentifiers();
        IntStream.range(0, 200_000).parallel().forEach(n -> {
            ids.add(one.generateIdentifier());
            ids.add(ofAnotherProcess.generateIdentifier());
        });
        assertThat(ids).hasSize(400_000);
    }

    @Test
    void theyAreOfVersion7AndCarryTheTime() {
        UUID id = UUID.fromString(new TimeOrderedIdentifiers().generateIdentifier());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    }
}
