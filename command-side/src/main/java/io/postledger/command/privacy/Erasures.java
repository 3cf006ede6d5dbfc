package io.postledger.command.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.api.privacy.ErasureBegun;
import io.postledger.api.privacy.ErasureCancelled;
import io.postledger.api.privacy.ErasureCertified;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.ErasureRequested;
import io.postledger.api.privacy.ErasureView;
import io.postledger.api.privacy.FindErasure;
import io.postledger.api.privacy.FindMyErasure;
import io.postledger.api.privacy.LegalHoldLifted;
import io.postledger.api.privacy.LegalHoldPlaced;
import io.postledger.api.privacy.PrivacyEvent;
import io.postledger.api.user.EndedSessions;
import io.postledger.api.workspace.Role;
import io.postledger.command.directory.Directory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How each erasure stands; with its beginning, the end of the person's sessions. */
@Component
class Erasures implements Directory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final JdbcClient jdbc;
    private final EndedSessions sessions;

    Erasures(JdbcClient jdbc, EndedSessions sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
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
            asked(requested.erasureId(), (String) message.getMetaData().get(MessageContext.ACTOR));
        } else if (event instanceof ErasureCancelled cancelled) {
            change(cancelled.erasureId(), sequence, ErasureView.State.NOT_REQUESTED, null);
        } else if (event instanceof LegalHoldPlaced placed) {
            insert(placed.erasureId(), placed.subject());
            hold(placed.erasureId(), sequence, true);
        } else if (event instanceof LegalHoldLifted lifted) {
            hold(lifted.erasureId(), sequence, false);
        } else if (event instanceof ErasureBegun begun) {
            begin(begun, sequence, message.getTimestamp());
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

    /** Without regard to what the row knows: rows of before did not know who, and are told once more. */
    private void asked(String erasureId, @Nullable String actor) {
        jdbc.sql("UPDATE erasure SET asked_by = ? WHERE erasure_id = ?")
                .params(actor, erasureId)
                .update();
    }

    private void begin(ErasureBegun event, long sequence, Instant at) {
        jdbc.sql("UPDATE erasure SET workspaces = ? WHERE erasure_id = ?")
                .params(event.workspaces().toArray(String[]::new), event.erasureId())
                .update();
        jdbc.sql("UPDATE erasure SET state = ?, sequence = ? WHERE erasure_id = ? AND sequence < ?")
                .params(ErasureView.State.BEGUN.name(), sequence, event.erasureId(), sequence)
                .update();
        if (ErasureId.isPerson(event.subject())) {
            sessions.end(event.subject(), at);
        }
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
        return known(jdbc.sql("SELECT * FROM erasure WHERE subject = ?")
                .param(query.subject())
                .query(Erasures::view)
                .optional());
    }

    @QueryHandler
    ErasureView handle(FindMyErasure query, @MetaDataValue(MessageContext.ACTOR) String actor) {
        return known(jdbc.sql("""
                        SELECT * FROM erasure WHERE subject = :subject AND (asked_by = :actor
                            OR cardinality(workspaces) > 0 AND NOT EXISTS (
                                SELECT 1 FROM unnest(workspaces) AS was (id) WHERE NOT EXISTS (
                                    SELECT 1 FROM member
                                    WHERE workspace_id = was.id AND :prefix || user_id = :actor AND role = :owner)))""")
                .param("subject", query.subject())
                .param("actor", actor)
                .param("prefix", MessageContext.USER_PREFIX)
                .param("owner", Role.OWNER.name())
                .query(Erasures::view)
                .optional());
    }

    private static ErasureView known(Optional<ErasureView> found) {
        return found.orElseThrow(() ->
                new RejectedException(RejectionCode.ERASURE_NOT_FOUND, "Nobody has asked for the erasure of this"));
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
