package io.postledger.query.post;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.account.Platform;
import io.postledger.api.post.CalendarMonth;
import io.postledger.api.post.FindCalendar;
import io.postledger.api.post.PostId;
import io.postledger.api.post.PostState;
import io.postledger.projection.mongo.MongoView;
import io.postledger.query.Documents;
import io.postledger.query.workspace.WorkspaceQueries;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * Answers queries about the calendar. Instants are stored, days are told at query time in the zone that is asked for: a
 * month begins at the first instant of its first day there, whatever daylight saving does to that day.
 */
@Component
class CalendarQueries {
    private final MongoView calendar;
    private final WorkspaceQueries workspaces;

    CalendarQueries(CalendarProjection projection, WorkspaceQueries workspaces) {
        this.calendar = projection.view();
        this.workspaces = workspaces;
    }

    @QueryHandler
    CalendarMonth find(FindCalendar query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        ZoneId zone = zone(query.timeZone() == null ? workspaces.timeZone(workspaceId) : query.timeZone());
        Instant from = query.month().atDay(1).atStartOfDay(zone).toInstant();
        Instant to = query.month().plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        calendar.awaitAsked(PostId.PREFIX, entry -> Documents.belongsTo(entry, workspaceId));
        Bson inMonth = and(eq("workspaceId", workspaceId), gte("at", Date.from(from)), lt("at", Date.from(to)));
        List<CalendarMonth.Entry> entries = calendar.collection().find(inMonth).into(new ArrayList<>()).stream()
                .map(entry -> entry(entry, zone))
                .sorted(Comparator.comparing(CalendarMonth.Entry::at).thenComparing(CalendarMonth.Entry::postId))
                .toList();
        return new CalendarMonth(query.month(), zone.getId(), entries);
    }

    private static CalendarMonth.Entry entry(Document entry, ZoneId zone) {
        Instant at = Objects.requireNonNull(Documents.instant(entry, "at"));
        return new CalendarMonth.Entry(
                entry.getString("_id"),
                at.atZone(zone).toLocalDate(),
                at,
                PostState.valueOf(entry.getString("state")),
                entry.getString("excerpt"),
                entry.getList("platforms", String.class).stream()
                        .map(Platform::valueOf)
                        .toList());
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new RejectedException(
                    RejectionCode.TIME_ZONE_UNKNOWN, "This is no IANA time zone", Map.of("timeZone", id));
        }
    }
}
