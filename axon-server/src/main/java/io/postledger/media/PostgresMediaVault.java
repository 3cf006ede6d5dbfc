package io.postledger.media;

import com.google.crypto.tink.Aead;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.media.MediaFacts;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaVault;
import io.postledger.privacy.SubjectKeys;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The vault as rows of PostgreSQL: beside the log, in its backup, and on every node without a file system that all share.
 * Each piece of an upload is committed by itself, so that a slow sender holds neither a connection nor a transaction.
 */
final class PostgresMediaVault implements MediaVault {
    static final int PIECE = 1 << 20;
    private static final String FACTS = "content_type, bytes, sha256, width, height, duration_millis";

    private record Loose(
            String uploadId, String mediaId, @Nullable String sha256) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SubjectKeys keys;
    private final Clock clock;

    PostgresMediaVault(JdbcClient jdbc, TransactionTemplate transaction, SubjectKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String begin(String workspaceId, MediaId mediaId) {
        String uploadId = UUID.randomUUID().toString();
        jdbc.sql("INSERT INTO media_upload (upload_id, workspace_id, media_id, touched_at) VALUES (?, ?, ?, ?)")
                .params(uploadId, workspaceId, mediaId.value(), now())
                .update();
        return uploadId;
    }

    @Override
    public MediaFacts store(String uploadId, InputStream bytes) throws IOException {
        try {
            return takeIn(uploadId, bytes);
        } catch (IOException | RuntimeException e) {
            try {
                giveUp(uploadId);
            } catch (RuntimeException away) {
                // What is left is given up with all that nobody touches any more.
                e.addSuppressed(away);
            }
            throw e;
        }
    }

    private MediaFacts takeIn(String uploadId, InputStream bytes) throws IOException {
        MessageDigest digest = sha256();
        Aead key = keys.findOrMake(workspaceOf(uploadId)).orElseThrow(PostgresMediaVault::gone);
        byte[] piece = bytes.readNBytes(PIECE);
        String contentType = MediaProbe.contentType(piece);
        long length = 0;
        for (int number = 0; piece.length > 0; number++) {
            digest.update(piece);
            append(uploadId, number, piece, key);
            length += piece.length;
            piece = piece.length < PIECE ? new byte[0] : bytes.readNBytes(PIECE);
        }
        MediaProbe.Shape shape;
        try (InputStream stored = stream(uploadId, length, Optional.of(key))) {
            shape = MediaProbe.shape(contentType, stored, length);
        }
        MediaFacts facts = new MediaFacts(
                contentType,
                length,
                HexFormat.of().formatHex(digest.digest()),
                shape.width(),
                shape.height(),
                shape.durationMillis());
        complete(uploadId, facts);
        return facts;
    }

    private String workspaceOf(String uploadId) {
        return jdbc.sql("SELECT workspace_id FROM media_upload WHERE upload_id = ?")
                .param(uploadId)
                .query(String.class)
                .optional()
                .orElseThrow(PostgresMediaVault::gone);
    }

    private void append(String uploadId, int number, byte[] piece, Aead key) {
        try {
            jdbc.sql("INSERT INTO media_chunk (upload_id, number, data, sealed) VALUES (?, ?, ?, TRUE)")
                    .params(uploadId, number, key.encrypt(piece, boundTo(uploadId, number)))
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw gone();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
        jdbc.sql("UPDATE media_upload SET touched_at = ? WHERE upload_id = ?")
                .params(now(), uploadId)
                .update();
    }

    private void complete(String uploadId, MediaFacts facts) {
        int updated = jdbc.sql("""
                        UPDATE media_upload SET touched_at = :now, content_type = :type, bytes = :bytes, sha256 = :sha256,
                        width = :width, height = :height, duration_millis = :duration WHERE upload_id = :id""")
                .param("now", now())
                .param("type", facts.contentType())
                .param("bytes", facts.bytes())
                .param("sha256", facts.sha256())
                .param("width", facts.width())
                .param("height", facts.height())
                .param("duration", facts.durationMillis())
                .param("id", uploadId)
                .update();
        if (updated == 0) {
            throw gone();
        }
    }

    private static RejectedException gone() {
        return new RejectedException(RejectionCode.MEDIA_NOT_FOUND, "This upload took too long and was given up");
    }

    private void giveUp(String uploadId) {
        jdbc.sql("DELETE FROM media_upload WHERE upload_id = ?").param(uploadId).update();
    }

    @Override
    public Optional<MediaFacts> claim(String workspaceId, MediaId mediaId, String uploadId) {
        return jdbc.sql(
                        "UPDATE media_upload SET touched_at = ? WHERE upload_id = ? AND workspace_id = ? AND media_id = ?"
                                + " AND sha256 IS NOT NULL RETURNING " + FACTS)
                .params(now(), uploadId, workspaceId, mediaId.value())
                .query((row, number) -> facts(row))
                .optional();
    }

    @Override
    public Optional<MediaFacts> find(String mediaId, String sha256) {
        return jdbc.sql("SELECT " + FACTS + " FROM media_upload WHERE media_id = ? AND sha256 = ? LIMIT 1")
                .params(mediaId, sha256)
                .query((row, number) -> facts(row))
                .optional();
    }

    private static MediaFacts facts(ResultSet row) throws SQLException {
        return new MediaFacts(
                row.getString("content_type"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getObject("duration_millis", Long.class));
    }

    @Override
    public InputStream open(String mediaId, String sha256, long offset) throws IOException {
        // One that is kept, where there is: another upload of the same bytes may be given up while they are read.
        InputStream stored = jdbc.sql(
                        "SELECT upload_id, bytes, workspace_id FROM media_upload WHERE media_id = ? AND sha256 = ?"
                                + " ORDER BY kept DESC, touched_at DESC LIMIT 1")
                .params(mediaId, sha256)
                .query((row, number) -> stream(row.getString(1), row.getLong(2), keys.findOrMake(row.getString(3))))
                .optional()
                .orElseThrow(() -> new FileNotFoundException("No bytes of " + mediaId + " are stored"));
        stored.skipNBytes(offset);
        return stored;
    }

    /** @param key of the workspace; empty where it was destroyed, and with it what is encrypted */
    private InputStream stream(String uploadId, long length, Optional<Aead> key) {
        IntFunction<byte @Nullable []> pieces = number -> jdbc.sql(
                        "SELECT data, sealed FROM media_chunk WHERE upload_id = ? AND number = ?")
                .params(uploadId, number)
                .query((row, index) -> {
                    byte[] data = row.getBytes(1);
                    return row.getBoolean(2) ? key.map(one -> opened(one, data, uploadId, number)) : Optional.of(data);
                })
                .optional()
                .flatMap(piece -> piece)
                .orElse(null);
        return new StoredBytes(length, PIECE, pieces);
    }

    private static byte[] opened(Aead key, byte[] data, String uploadId, int number) {
        try {
            return key.decrypt(data, boundTo(uploadId, number));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Piece " + number + " of upload " + uploadId + " was altered", e);
        }
    }

    private static byte[] boundTo(String uploadId, int number) {
        return ("media:" + uploadId + ':' + number).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int erase(String workspaceId) {
        return jdbc.sql("DELETE FROM media_upload WHERE workspace_id = ?")
                .param(workspaceId)
                .update();
    }

    @Override
    public int purge(String mediaId) {
        return jdbc.sql("DELETE FROM media_upload WHERE media_id = ?")
                .param(mediaId)
                .update();
    }

    @Override
    public int tidy(Instant untouchedSince, BiPredicate<String, String> isInTheLog) {
        List<String> loose = jdbc.sql("SELECT upload_id FROM media_upload WHERE NOT kept AND touched_at < ?")
                .param(utc(untouchedSince))
                .query(String.class)
                .list();
        int givenUp = 0;
        for (String uploadId : loose) {
            givenUp += Boolean.TRUE.equals(transaction.execute(status -> settle(uploadId, untouchedSince, isInTheLog)))
                    ? 1
                    : 0;
        }
        return givenUp;
    }

    /** Whether it was given up. One that a command holds at this moment is left to the next time. */
    private boolean settle(String uploadId, Instant untouchedSince, BiPredicate<String, String> isInTheLog) {
        Optional<Loose> loose = jdbc.sql("SELECT media_id, sha256 FROM media_upload"
                        + " WHERE upload_id = ? AND NOT kept AND touched_at < ? FOR UPDATE SKIP LOCKED")
                .params(uploadId, utc(untouchedSince))
                .query((row, number) -> new Loose(uploadId, row.getString(1), row.getString(2)))
                .optional();
        if (loose.isEmpty()) {
            return false;
        }
        boolean kept = loose.filter(upload ->
                        upload.sha256() != null && isInTheLog.test(upload.mediaId(), upload.sha256()) && keep(upload))
                .isPresent();
        if (!kept) {
            giveUp(uploadId);
        }
        return !kept;
    }

    /** False where the same bytes are kept already. */
    private boolean keep(Loose upload) {
        return jdbc.sql("UPDATE media_upload SET kept = TRUE WHERE upload_id = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM media_upload WHERE media_id = ? AND kept)")
                        .params(upload.uploadId(), upload.mediaId())
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
