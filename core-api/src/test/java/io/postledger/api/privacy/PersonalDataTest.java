package io.postledger.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.postledger.api.EventCatalogue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever text an event has is personal, or it stands here with the reason why not: one that is added with neither would be
 * in the log for ever, readable.
 */
class PersonalDataTest {
    /** By record and component. */
    private static final Map<String, String> NOT_PERSONAL = Map.ofEntries(
            Map.entry("AccountAuthorizationLost.reason", "a network's code"),
            Map.entry("AccountConnected.scopes", "names of a network's permissions"),
            Map.entry("AccountReconnected.scopes", "names of a network's permissions"),
            Map.entry("Attachment.contentType", "a media type, told by the bytes"),
            Map.entry("Attachment.sha256", "names bytes that are erased with the media; says nothing without them"),
            Map.entry("Exchange.code", "a network's code"),
            Map.entry("Exchange.operation", "our name of a call"),
            Map.entry("ErasureBegun.workspaces", "ids"),
            Map.entry("HistoryExportBegun.target", "an id"),
            Map.entry("HistoryExportRequested.target", "an id"),
            Map.entry("HistoryRead.target", "an id"),
            Map.entry("FailedPublication.reason", "a network's or our code"),
            Map.entry("MediaUploaded.contentType", "a media type, told by the bytes"),
            Map.entry("MediaUploaded.sha256", "names bytes that are erased with the media; says nothing without them"),
            Map.entry("OperatorExportBegun.reason", "where the reason stands, not the reason: no words pass"),
            Map.entry("OperatorExportBegun.selection", "ids, times and the product's own names: no words pass"),
            Map.entry("PostRescheduled.timeZone", "one of the world's time zones"),
            Map.entry("PostScheduled.timeZone", "one of the world's time zones"),
            Map.entry("PublicationAttemptNotSent.reason", "our code"),
            Map.entry("PublicationDeferred.reason", "our code"),
            Map.entry("PublicationFailed.reason", "a network's or our code"),
            Map.entry("PublicationHeld.reason", "our code"),
            Map.entry("PublicationOutcomeUnknown.reason", "our code"),
            Map.entry("PublicationParked.reason", "our code"),
            Map.entry("Purged.store", "the name of a store"),
            Map.entry("Purged.what", "the name of a table or a kind of thing"),
            Map.entry("WorkspaceCreated.createdBy", "a user's id, which is a pseudonym"),
            Map.entry("WorkspaceCreated.timeZone", "one of the world's time zones"));

    /** Ids that the product makes name nobody by themselves; a network's do. */
    private static final Set<String> IDS = Set.of(
            "postId",
            "workspaceId",
            "publicationId",
            "accountId",
            "userId",
            "mediaId",
            "batchId",
            "requestId",
            "erasureId",
            "consentsId",
            "subject",
            "trailId",
            "exportId",
            "readingId");

    @Test
    void everyTextInAnEventIsPersonalOrKnownNotToBe() {
        Set<String> unmarked = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        new EventCatalogue().all().forEach(event -> walk(event.type(), unmarked, found));
        assertThat(unmarked).as("neither @PersonalData nor listed here").isEmpty();
        assertThat(found).as("listed here and in no event").isEqualTo(new TreeSet<>(NOT_PERSONAL.keySet()));
    }

    @Test
    void everyEventSaysFirstWhichAggregateItIsOf() {
        new EventCatalogue()
                .all()
                .forEach(event -> assertThat(
                                event.type().getRecordComponents()[0].getName())
                        .as(event.name())
                        .endsWith("Id"));
    }

    private static void walk(Class<?> type, Set<String> unmarked, Set<String> found) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isMarked = component.isAnnotationPresent(PersonalData.class);
            String name = type.getSimpleName() + '.' + component.getName();
            if (mayBeText(component.getGenericType())) {
                if (NOT_PERSONAL.containsKey(name)) {
                    found.add(name);
                } else if (!isMarked && !IDS.contains(component.getName())) {
                    unmarked.add(name);
                }
            } else if (item(component.getGenericType()) instanceof Class<?> within && within.isRecord()) {
                walk(within, unmarked, found);
            }
        }
    }

    /** Any type that holds a text, however deep, or may hold one. */
    private static boolean mayBeText(Type type) {
        return type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments()).anyMatch(PersonalDataTest::mayBeText)
                : type instanceof Class<?> plain
                        && (CharSequence.class.isAssignableFrom(plain)
                                || plain == Object.class
                                || plain == URI.class
                                || plain.isArray());
    }

    private static Type item(Type type) {
        return type instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
                : type;
    }
}
