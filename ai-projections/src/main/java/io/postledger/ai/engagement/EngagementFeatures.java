package io.postledger.ai.engagement;

import io.postledger.api.account.Platform;
import io.postledger.projection.clickhouse.ClickHouseTable;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads the feature table that advice rests on: what the workspace agreed to, for that. */
@Component
public class EngagementFeatures {
    private static final String OF_PLATFORM = """
            SELECT account_id, published_at, observed_at, engagement
            FROM engagement_insight FINAL
            WHERE workspace_id = {workspace:String} AND platform = {platform:String}
            ORDER BY published_at, publication_id
            """;

    private final ClickHouseTable features;

    EngagementFeatures(EngagementProjection projection) {
        features = projection.insight();
    }

    /** Every publication of a workspace on a network that it agreed to have evaluated, oldest first. */
    public List<PublicationEngagement> of(String workspaceId, Platform platform) {
        return features.query(OF_PLATFORM, Map.of("workspace", workspaceId, "platform", platform.name())).stream()
                .map(row -> new PublicationEngagement(
                        row.getString("account_id"),
                        row.getInstant("published_at"),
                        row.getInstant("observed_at"),
                        row.getLong("engagement")))
                .toList();
    }
}
