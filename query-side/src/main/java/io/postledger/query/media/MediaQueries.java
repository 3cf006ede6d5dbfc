package io.postledger.query.media;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.FindMedia;
import io.postledger.api.media.FindMediaLibrary;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaPage;
import io.postledger.api.media.MediaView;
import io.postledger.projection.mongo.MongoView;
import io.postledger.query.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Answers queries about the library. A page's cursor is the id of its last item, as with posts. */
@Component
class MediaQueries {
    private static final int MAX_LIMIT = 200;

    private final MongoView media;

    MediaQueries(MediaProjection projection) {
        media = projection.view();
    }

    @QueryHandler
    MediaView find(FindMedia query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        return media.findAtLeast(query.mediaId().value(), query.atLeastVersion())
                .filter(found -> Documents.belongsTo(found, workspaceId))
                .map(MediaQueries::toView)
                .orElseThrow(() ->
                        new RejectedException(RejectionCode.MEDIA_NOT_FOUND, "There is no such picture or video"));
    }

    @QueryHandler
    MediaPage find(FindMediaLibrary query, @MetaDataValue(MessageContext.WORKSPACE) String workspaceId) {
        if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
            throw new RejectedException(RejectionCode.INVALID_REQUEST, "A page has 1 to " + MAX_LIMIT + " items");
        }
        media.awaitAsked(MediaId.PREFIX, found -> Documents.belongsTo(found, workspaceId));
        Bson inLibrary = and(eq("workspaceId", workspaceId), eq("deleted", false));
        // One more than asked for tells whether another page follows.
        List<MediaView> found = media.collection()
                .find(
                        query.cursor() == null
                                ? inLibrary
                                : and(inLibrary, lt("_id", Ids.require(MediaId.PREFIX, query.cursor()))))
                .sort(Sorts.descending("_id"))
                .limit(query.limit() + 1)
                .map(MediaQueries::toView)
                .into(new ArrayList<>());
        boolean more = found.size() > query.limit();
        List<MediaView> page = more ? List.copyOf(found.subList(0, query.limit())) : found;
        return new MediaPage(page, more ? page.get(page.size() - 1).mediaId() : null);
    }

    private static MediaView toView(Document found) {
        return new MediaView(
                found.getString("_id"),
                found.getString("contentType"),
                found.getLong("bytes"),
                found.getString("sha256"),
                found.getInteger("width"),
                found.getInteger("height"),
                found.getLong("durationMillis"),
                found.getString("uploadedBy"),
                Objects.requireNonNull(Documents.instant(found, "uploadedAt")),
                found.getBoolean("deleted"),
                Documents.instant(found, "purgedAt"),
                MongoView.version(found));
    }
}
