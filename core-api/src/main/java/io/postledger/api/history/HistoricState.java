package io.postledger.api.history;

import io.postledger.api.account.Platform;
import io.postledger.api.media.Attachment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing as it stood after one of its events.
 *
 * @param version sequence number of that event
 * @param lastVersion of the newest event that there is
 * @param event the event that made it so
 * @param state all that its code knows of it, by field
 * @param contents of a post: what each target would have been sent; empty for anything else
 */
public record HistoricState(
        String target,
        @Nullable String readingId,
        long version,
        long lastVersion,
        HistoryEntry event,
        Map<String, Object> state,
        List<RenderedContent> contents) {
    /**
     * The content of a post as one network gets it.
     *
     * @param text the target's own text where it has one, else the post's
     * @param media in the order in which they are shown, by id and hash of their bytes
     * @param options what only this network asks for
     */
    public record RenderedContent(
            String accountId, Platform platform, String text, List<Attachment> media, Map<String, String> options) {}
}
