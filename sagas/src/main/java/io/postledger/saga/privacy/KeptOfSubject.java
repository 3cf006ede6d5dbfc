package io.postledger.saga.privacy;

import io.postledger.api.MessageContext;
import io.postledger.api.media.MediaVault;
import io.postledger.api.privacy.ErasureId;
import io.postledger.api.privacy.Purged;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What processes keep of a person or a workspace in PostgreSQL, beside the log. */
@Component
class KeptOfSubject {
    private static final String STORE = "PostgreSQL";

    /** Rows that say which workspace they are of. Grants first: without them nothing goes out any more. */
    private static final List<String> OF_WORKSPACE =
            List.of("account_grant", "pending_connection", "collected_post", "publication_prepared");

    private final JdbcClient jdbc;
    private final MediaVault media;

    KeptOfSubject(JdbcClient jdbc, MediaVault media) {
        this.jdbc = jdbc;
        this.media = media;
    }

    /** Takes it away; done again there is nothing. */
    List<Purged> purge(String subject) {
        List<Purged> purged = new ArrayList<>();
        if (ErasureId.isPerson(subject)) {
            purged.add(new Purged(STORE, "person", -1));
            purged.add(new Purged(
                    STORE,
                    "pending_connection",
                    jdbc.sql("DELETE FROM pending_connection WHERE actor = ?")
                            .param(MessageContext.USER_PREFIX + subject)
                            .update()));
            return purged;
        }
        for (String table : OF_WORKSPACE) {
            purged.add(new Purged(
                    STORE,
                    table,
                    jdbc.sql("DELETE FROM " + table + " WHERE workspace_id = ?")
                            .param(subject)
                            .update()));
        }
        purged.add(new Purged(STORE, "media_upload", media.erase(subject)));
        return purged;
    }
}
