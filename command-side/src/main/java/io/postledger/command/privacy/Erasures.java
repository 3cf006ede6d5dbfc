package io.postledger.command.privacy;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.privacy.ErasureCancelled;
import io.postledger.api.privacy.ErasureCertified;
import io.postledger.api.privacy.ErasureRequested;
import io.postledger.api.privacy.ErasureView;
import io.postledger.api.privacy.FindErasure;
import io.postledger.api.privacy.LegalHoldLifted;
import io.postledger.api.privacy.LegalHoldPlaced;
import io.postledger.api.privacy.PrivacyEvent;
import io.postledger.command.directory.Directory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How each erasure stands. */
@Component
class Erasures implements Directory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void take(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof PrivacyEvent event)) {
            return;
        }
        long sequence = message.getSequenceNumber();
        if (event instanceof ErasureRequested requested) {
            insert(requested.erasureId(), requested.subject());
            change(requested.erasureId(), sequence, ErasureView.State.REQUESTED, requested.dueAt());
        } else if (event instanceof ErasureCancelled cancelled) {
            change(cancelled.erasureId(), sequence, ErasureView.State.NOT_REQUESTED, null);
        } else if (event instanceof LegalHoldPlaced placed) {
            insert(placed.erasureId(), placed.subject());
            hold(placed.erasureId(), sequence, true);
        } else if (event instanceof LegalHoldLifted lifted) {
            hold(lifted.erasureId(), sequence, false);
        } else if (event instanceof ErasureBegun begun) {
            begin(begun, sequence);
        } else if (event instanceof ErasureCertified certified) {
            certify(certified, sequence, message.getTimestamp());
        }
    }

    private void insert(String erasureId, String subject) {
        jdbc.sql("""
                INSERT INTO erasure (erasure_id, subject, state, held, sequence) VALUES (?, ?, ?, FALSE, -1)
                ON CONFLICT (erasure_id) DO NOTHING""")
                .params(erasureId, subject, ErasureView.State.NOT_REQUESTED.name())
                .update();
    }

    private void change(String erasureId, long sequence, ErasureView.State state, @Nullable Instant dueAt) {
        jdbc.sql("UPDATE erasure SET state = ?, due_at = ?, sequence = ? WHERE erasure_id = ? AND sequence < ?")
                .params(state.name(), dueAt == null ? null : Timestamp.from(dueAt), sequence, erasureId, sequence)
                .update();
    }

    private void hold(String erasureId, long sequence, boolean held) {
        jdbc.sql("UPDATE erasure SET held = ?, sequence = ? WHERE erasure_id = ? AND sequence < ?")
                .params(held, sequence, erasureId, sequence)
                .update();
    }

    private void begin(ErasureBegun event, long sequence) {
        jdbc.sql("UPDATE erasure SET state = ?, sequence = ? WHERE erasure_id = ? AND sequence < ?")
                .params(ErasureView.State.BEGUN.name(), sequence, event.erasureId(), sequence)
                .update();
    }

    private void certify(ErasureCertified event, long sequence, Instant at) {
        jdbc.sql("UPDATE erasure SET state = ?, certificate = ?, sequence = ? WHERE erasure_id = ? AND sequence < ?")
                .params(
                        ErasureView.State.CERTIFIED.name(),
                        JSON.writeValueAsString(new ErasureView.Certificate(
                                event.keyDestroyedAt(), at, event.oldMasterDestroyed(), event.purged())),
                        sequence,
                        event.erasureId(),
                        sequence)
                .update();
    }

    @QueryHandler
    ErasureView handle(FindErasure query) {
        return jdbc.sql("SELECT * FROM erasure WHERE subject = ?")
                .param(query.subject())
                .query(Erasures::view)
                .optional()
                .orElseThrow(() -> new RejectedException(
                        RejectionCode.ERASURE_NOT_FOUND, "Nobody has asked for the erasure of this"));
    }

    private static ErasureView view(ResultSet row, int number) throws SQLException {
        Timestamp dueAt = row.getTimestamp("due_at");
        String certificate = row.getString("certificate");
        return new ErasureView(
                row.getString("erasure_id"),
                row.getString("subject"),
                ErasureView.State.valueOf(row.getString("state")),
                dueAt == null ? null : dueAt.toInstant(),
                row.getBoolean("held"),
                certificate == null ? null : JSON.readValue(certificate, ErasureView.Certificate.class));
    }
}
