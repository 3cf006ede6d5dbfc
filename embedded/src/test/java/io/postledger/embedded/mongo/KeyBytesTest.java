package io.postledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyBytesTest {

    /** From MongoDB's manual, "Comparison/Sort Order". */
    private static final List<Object> ASCENDING = Arrays.asList(
            MinKey.getInstance(),
            null,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE,
            Long.MIN_VALUE,
            -((1L << 53) + 1),
            -(double) (1L << 53),
            -2,
            -1.5,
            decimal("-1.1"),
            -1L,
            -Double.MIN_VALUE,
            0,
            Double.MIN_VALUE,
            decimal("0.09999"),
            decimal("0.1"),
            0.1,
            1,
            decimal("1.00000000000000000000000000000001"),
            1.5,
            2L,
            (double) (1L << 53),
            (1L << 53) + 1,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE,
            (double) Long.MAX_VALUE,
            Double.MAX_VALUE,
            decimal("1E+400"),
            decimal("2E+400"),
            decimal("1E+401"),
            Double.POSITIVE_INFINITY,
            "",
            "\0",
            "\0a",
            "a",
            "a\0",
            "aa",
            "b",
            "ä",
            "\uffee",
            "\ud83d\ude00",
            new Document(),
            new Document("a", 1),
            new Document("a", 1).append("b", 1),
            new Document("a", 2),
            new Document("b", 1),
            new Document("a", "1"),
            List.of(),
            List.of(1),
            List.of(1, 1),
            List.of(2),
            new BinData(new byte[] {9}),
            new BinData(new byte[] {1, 1}),
            new ObjectId("000000000000000000000001"),
            new ObjectId("ff0000000000000000000000"),
            false,
            true,
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.EPOCH,
            Instant.parse("2026-01-01T00:00:00Z"),
            MaxKey.getInstance());

    @Test
    void givenValuesInMongoDbsOrder_whenEncoded_thenTheirBytesAreInIt() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                int order = Arrays.compareUnsigned(KeyBytes.of(ASCENDING.get(i)), KeyBytes.of(ASCENDING.get(j)));
                assertThat(Integer.signum(order))
                        .as("%s against %s", ASCENDING.get(i), ASCENDING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void givenOneNumberInSeveralTypes_whenEncoded_thenItIsOneKey() {
        assertThat(KeyBytes.of(7))
                .isEqualTo(KeyBytes.of(7L))
                .isEqualTo(KeyBytes.of(7.0))
                .isEqualTo(KeyBytes.of(decimal("7.00")));
        assertThat(KeyBytes.of(-0.0)).isEqualTo(KeyBytes.of(0));
        assertThat(KeyBytes.of((double) Long.MIN_VALUE)).isEqualTo(KeyBytes.of(Long.MIN_VALUE));
    }

    @Test
    void givenAnyValue_whenEncoded_thenItsBytesBeginNoOthers() {
        for (Object one : ASCENDING) {
            byte[] prefix = KeyBytes.of(one);
            KeyRange range = KeyRange.of(prefix);
            for (Object other : ASCENDING) {
                byte[] bytes = KeyBytes.of(other);
                boolean within = !range.isAbove(bytes) && !range.isBelow(bytes);
                assertThat(within).as("%s beginning with %s", other, one).isEqualTo(Arrays.equals(prefix, bytes));
            }
        }
    }

    private static Decimal128 decimal(String text) {
        return new Decimal128(new BigDecimal(text));
    }
}
