package io.postledger.trial.bench;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import io.postledger.embedded.clickhouse.ClickHouseProcess;
import io.postledger.query.metrics.DailyGains;
import io.postledger.trial.Figures;
import io.postledger.trial.HttpApi;
import io.postledger.trial.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each day added to a workspace, asked through the API and asked of ClickHouse itself, in turn. */
final class ApiMeasure implements Measure {
    private static final String TABLE = "post_reading";
    private static final long MOST_ASKED = 150;
    private static final long LEAST_ASKED = 20;
    /** In the first half of every history that is long enough. */
    private static final String FROM = "2025-01-10";

    private static final String TO = "2025-02-08";

    @Override
    public String name() {
        return "api";
    }

    @Override
    public List<Ratio> take(BenchRoom room) throws Exception {
        room.rebuild(List.of("workspaces", "post_metrics"));
        room.stand();
        HttpApi api = new HttpApi(room.product().api());
        api.signIn(room.people().get(0).email(), History.PASSWORD);
        String workspace = api.get("/api/workspaces")
                .path("items")
                .path(0)
                .path("workspaceId")
                .asString();
        String path = "/api/workspaces/" + workspace + "/metrics/daily?from=" + FROM + "&to=" + TO;
        int live = room.live("post_metrics");
        String database = OwnStores.DATABASE + (live == 1 ? "" : "__" + TABLE + "__" + live);
        ClickHouseProcess server = room.stores().clickHouse();
        List<Double> throughApi = new ArrayList<>();
        List<Double> straight = new ArrayList<>();
        try (Client client = new Client.Builder()
                .addEndpoint(server.url())
                .setUsername(server.user())
                .setPassword(server.password())
                .setDefaultDatabase(database)
                .build()) {
            long asked = Math.min(MOST_ASKED, Math.max(LEAST_ASKED, room.events() / 100));
            long warmUp = asked / 2;
            for (int n = 0; n < warmUp + asked * room.rounds(); n++) {
                double one = millis(() -> api.get(path));
                double other = millis(() -> ask(client, workspace));
                if (n >= warmUp) {
                    throughApi.add(one);
                    straight.add(other);
                }
            }
        }
        return List.of(ratio(1.15, 0.5, throughApi, straight), ratio(1.5, 0.99, throughApi, straight));
    }

    private static Ratio ratio(double bar, double share, List<Double> throughApi, List<Double> straight) {
        String p = "p" + Math.round(share * 100);
        return Ratio.atMost(
                bar,
                "analytics query through the API, " + p,
                new Ratio.Term("GET …/metrics/daily, " + p, List.of(Figures.percentile(throughApi, share)), "ms"),
                new Ratio.Term("the same SQL to ClickHouse, " + p, List.of(Figures.percentile(straight, share)), "ms"));
    }

    private static void ask(Client client, String workspace) throws Exception {
        try (QueryResponse answer = client.query(
                        DailyGains.sql(false),
                        Map.of("workspace", workspace, "from", FROM, "to", TO),
                        new QuerySettings())
                .get()) {
            answer.getInputStream().readAllBytes();
        }
    }

    private interface Call {
        void make() throws Exception;
    }

    private static double millis(Call call) throws Exception {
        long begin = System.nanoTime();
        call.make();
        return (System.nanoTime() - begin) / 1e6;
    }
}
