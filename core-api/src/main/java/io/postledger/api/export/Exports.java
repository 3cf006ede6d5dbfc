package io.postledger.api.export;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the installation holds, part by part. Nothing is remembered between parts, so an export goes on after
 * whatever ended it, on any node. Memory does not grow with the size of a part.
 */
public interface Exports {
    /**
     * Events as they are stored, in the order of the log. Columns: {@code position}, {@code id}, {@code type}, {@code revision},
     * {@code at}, {@code aggregateId}, {@code sequence}, {@code workspace}, {@code actor}, and {@code payload} and {@code metadata}
     * as JSON.
     *
     * @param to is not closed
     * @throws io.postledger.api.RejectedException POSITION_AFTER_HEAD, EXPORT_CURSOR_INVALID, EVENT_TYPE_NOT_FOUND
     */
    ExportPart events(EventSelection selection, PartRequest part, OutputStream to) throws IOException;

    /**
     * Documents or rows of a projection. Of a MongoDB view: {@code key} and {@code document} as JSON, fields sorted, in the order of
     * the keys; of a ClickHouse table: its columns. A part is read at one moment, parts at different ones: a whole that stands
     * still is had from a copy, as of a position.
     *
     * @param target name of the collection or table
     * @param copy name of the copy; null for the generation that is live
     * @param to is not closed
     * @throws io.postledger.api.RejectedException PROJECTION_NOT_FOUND, TARGET_NOT_FOUND, COPY_NOT_FOUND, COPY_NOT_READY (still being
     *     built, or failed), EXPORT_CURSOR_INVALID
     */
    ExportPart projection(String projection, String target, @Nullable String copy, PartRequest part, OutputStream to)
            throws IOException;
}
