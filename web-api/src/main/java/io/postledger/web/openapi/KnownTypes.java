package io.postledger.web.openapi;

import io.postledger.api.Secret;
import io.postledger.api.account.AccountId;
import io.postledger.api.history.HistoryExportId;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.media.MediaId;
import io.postledger.api.metrics.MetricsBatchId;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.WorkspaceId;
import io.swagger.v3.oas.models.media.Schema;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;

/** How value types look in JSON. */
final class KnownTypes {
    /** Clearly made up, and of the right form. */
    private static final String EXAMPLE = "01jd8y3e4f7z9k2m5n6p7q8r9s";

    private static final Map<Class<?>, String> IDS = Map.of(
            UserId.class, UserId.PREFIX,
            WorkspaceId.class, WorkspaceId.PREFIX,
            AccountId.class, AccountId.PREFIX,
            PostId.class, PostId.PREFIX,
            PublicationId.class, PublicationId.PREFIX,
            MediaId.class, MediaId.PREFIX,
            MetricsBatchId.class, MetricsBatchId.PREFIX,
            ReadingId.class, ReadingId.PREFIX,
            HistoryExportId.class, HistoryExportId.PREFIX);

    private KnownTypes() {}

    static void register() {
        SpringDocUtils types = SpringDocUtils.getConfig();
        IDS.forEach((type, prefix) -> types.replaceWithSchema(
                type,
                text().pattern("^" + prefix + "_[0-7][0-9a-hjkmnp-tv-z]{25}$").example(prefix + "_" + EXAMPLE)));
        types.replaceWithSchema(HistoryTarget.class, text().example(PostId.PREFIX + "_" + EXAMPLE));
        types.replaceWithSchema(Secret.class, text().format("password"));
        types.replaceWithSchema(
                YearMonth.class, text().pattern("^\\d{4}-\\d{2}$").example("2026-12"));
        types.replaceWithSchema(LocalDateTime.class, text().example("2026-12-01T09:30:00"));
    }

    private static Schema<?> text() {
        Schema<?> text = new Schema<>();
        text.setType("string");
        text.setTypes(java.util.Set.of("string"));
        return text;
    }
}
