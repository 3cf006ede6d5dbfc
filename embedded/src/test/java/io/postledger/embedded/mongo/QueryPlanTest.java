package io.postledger.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryPlanTest {

    private static final PlannedKeys BY_WORKSPACE = keys(false, "workspaceId", "_id");
    private static final PlannedKeys BY_STATE = keys(false, "workspaceId", "state", "_id");
    private static final PlannedKeys BY_ACCOUNT = keys(true, "workspaceId", "targets.accountId", "_id");
    private static final PlannedKeys BY_TIME = keys(false, "workspaceId", "at", "_id");
    private static final List<PlannedKeys> INDEXES = List.of(BY_STATE, BY_ACCOUNT, BY_WORKSPACE, BY_TIME);
    private static final Document NEWEST_FIRST = new Document("_id", -1);

    @Test
    void givenAPageOfAWorkspace_whenPlanned_thenItIsReadBackwardsFromTheCursor() {
        Document query = new Document(
                "$and",
                List.of(
                        new Document("workspaceId", "w"),
                        new Document("state", new Document("$ne", "DELETED")),
                        new Document("_id", new Document("$lt", "p5"))));

        QueryPlan plan = QueryPlan.of(query, NEWEST_FIRST, INDEXES);

        assertThat(plan.index()).isSameAs(BY_WORKSPACE);
        assertThat(plan.isOrdered()).isTrue();
        assertThat(plan.backwards()).isTrue();
        assertThat(plan.ranges()).hasSize(1);
    }

    @Test
    void givenAnAccountAsWell_whenPlanned_thenTheIndexWithTheAccountStillGivesTheOrder() {
        Document query = new Document("workspaceId", "w").append("targets.accountId", "a");

        QueryPlan plan = QueryPlan.of(query, NEWEST_FIRST, INDEXES);

        assertThat(plan.index()).isSameAs(BY_ACCOUNT);
        assertThat(plan.isOrdered()).isTrue();
    }

    @Test
    void givenARangeOfTimes_whenPlanned_thenOneRangeOfTheIndexIsRead() {
        Document month = new Document("$gte", 10).append("$lt", 20);
        Document query = new Document("workspaceId", "w").append("at", month);

        QueryPlan plan = QueryPlan.of(query, new Document("at", 1).append("_id", 1), INDEXES);

        assertThat(plan.index()).isSameAs(BY_TIME);
        assertThat(plan.isOrdered()).isTrue();
        assertThat(plan.backwards()).isFalse();
    }

    @Test
    void givenIds_whenPlanned_thenEachIsLookedUp() {
        Document query = new Document("_id", new Document("$in", List.of("b", "a", "b"))).append("workspaceId", "w");

        QueryPlan plan = QueryPlan.of(query, null, INDEXES);

        assertThat(plan.index()).isSameAs(PlannedKeys.IDS);
        assertThat(plan.ranges()).hasSize(2);
    }

    @Test
    void givenAnOrderThatNoIndexHas_whenPlanned_thenItIsToBeSorted() {
        Document query = new Document("workspaceId", "w");

        assertThat(QueryPlan.of(query, new Document("text", 1), INDEXES).isOrdered())
                .isFalse();
        assertThat(QueryPlan.of(query, new Document("state", 1).append("_id", -1), INDEXES)
                        .isOrdered())
                .isFalse();
        assertThat(QueryPlan.of(query, new Document("targets.accountId", 1), INDEXES)
                        .isOrdered())
                .isFalse();
    }

    @Test
    void givenWhatIsNoPlainCondition_whenPlanned_thenEverythingIsRead() {
        for (Object value : List.of(
                new Document("$ne", "w"), new Document("a", 1), List.of("w"), new Document("$not", new Document()))) {
            QueryPlan plan = QueryPlan.of(new Document("workspaceId", value), null, INDEXES);

            assertThat(plan.ranges()).containsExactly(KeyRange.ALL);
        }
        Document either = new Document("$or", List.of(new Document("workspaceId", "w")));
        assertThat(QueryPlan.of(either, null, INDEXES).ranges()).containsExactly(KeyRange.ALL);
    }

    private static PlannedKeys keys(boolean multikey, String... fields) {
        return new PlannedKeys() {
            @Override
            public List<String> fields() {
                return List.of(fields);
            }

            @Override
            public boolean isMultikey() {
                return multikey;
            }
        };
    }
}
