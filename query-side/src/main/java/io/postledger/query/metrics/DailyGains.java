package io.postledger.query.metrics;

/** What each day added to the counters of a workspace's accounts, as a question to ClickHouse. */
public final class DailyGains {
    /**
     * A day's gain of a publication is its newest reading of the day less its newest before that day, or less 0 where
     * there is none; never negative, since networks take counts back.
     */
    private static final String GAINS = """
            SELECT day, platform_name AS platform, account_id, count() AS posts, %s FROM (
                SELECT day, platform_name, account_id, publication_id, %s FROM (
                    SELECT day, any(platform) AS platform_name, account_id, publication_id,
                           argMaxMerge(counters) AS newest
                    FROM post_metrics_day
                    WHERE workspace_id = {workspace:String} AND day <= {to:Date} AND %s
                    GROUP BY account_id, publication_id, day)
                WINDOW before AS (PARTITION BY account_id, publication_id ORDER BY day
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))
            WHERE day >= {from:Date}
            GROUP BY day, platform_name, account_id
            ORDER BY day, platform_name, account_id
            """;

    private DailyGains() {}

    /**
     * Parameters: {@code workspace}, {@code from} and {@code to} (days in UTC, inclusive), and {@code account} where it is of
     * one.
     */
    public static String sql(boolean ofOneAccount) {
        return GAINS.formatted(
                CounterColumns.select(n -> "sumOrNull(gained_" + n + ")"),
                gains(),
                ofOneAccount ? "account_id = {account:String}" : "1");
    }

    /** A counter that the day's newest reading does not tell has no gain; greatest alone would make it 0. */
    private static String gains() {
        return CounterColumns.each(n -> """
                if(isNull(newest.%1$d), NULL, greatest(
                    toInt64(newest.%1$d) - toInt64(ifNull(anyLast(newest.%1$d) OVER before, 0)), 0)) AS gained_%1$d
                """.formatted(n));
    }
}
