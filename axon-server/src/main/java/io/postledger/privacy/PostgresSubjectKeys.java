package io.postledger.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.postledger.api.privacy.KeysAwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Keys in PostgreSQL, wrapped with a master key. A key is committed before anything is encrypted with it, whatever becomes of
 * that; so it takes connections that no transaction under way holds.
 */
public final class PostgresSubjectKeys implements SubjectKeys {
    /** After so long every node knows that a key was destroyed. */
    public static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    /** Stands for no person and no workspace. */
    private static final String HASHES = "hashes";

    private static final String HMAC = "HmacSHA256";
    private static final int MOST_KNOWN = 10_000;
    private static final int BYTES = 32;
    private static final int REWRAPPED_AT_ONCE = 1_000;

    /** Names the lock on the file of master keys: while it is changed no node wraps a key. */
    private static final long MASTERS_LOCK = 0x6d61_7374_6572L;

    private final DataSource connections;
    private final JdbcClient jdbc;
    private final Supplier<MasterKeys> masters;
    private final Cache<String, Optional<Aead>> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    /** A row of the table. */
    private record Row(byte @Nullable [] wrapped, @Nullable String master) {}

    /**
     * @param connections of its own, in autocommit
     * @param masters asked for when first needed
     */
    public PostgresSubjectKeys(DataSource connections, Supplier<MasterKeys> masters) {
        this.connections = connections;
        this.jdbc = JdbcClient.create(connections);
        this.masters = masters;
    }

    @Override
    public Optional<Aead> find(String subject) {
        return known.get(
                subject,
                one -> unwrapped(
                        one,
                        row(one).orElseThrow(() ->
                                new KeysAwayException("There is no key of " + one + ", and there was one: the table"
                                        + " subject_key is older than the log; restore a newer one"))));
    }

    @Override
    public Optional<Aead> findOrMake(String subject) {
        return known.get(subject, one -> unwrapped(one, row(one).orElseGet(() -> made(one))));
    }

    private Optional<Row> row(String subject) {
        return row(jdbc, subject);
    }

    private static Optional<Row> row(JdbcClient jdbc, String subject) {
        try {
            return jdbc.sql("SELECT wrapped, master FROM subject_key WHERE subject_id = ?")
                    .param(subject)
                    .query(PostgresSubjectKeys::row)
                    .optional();
        } catch (DataAccessException e) {
            throw new KeysAwayException("Keys cannot be read", e);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(row.getBytes("wrapped"), row.getString("master"));
    }

    /** Another node may make one at the same time: one of the two stays, and is used by both. */
    private Row made(String subject) {
        try {
            locked("_shared", alone -> {
                masters.get().refresh();
                String master = masters.get().current();
                return alone.sql("""
                                INSERT INTO subject_key (subject_id, wrapped, master) VALUES (?, ?, ?)
                                ON CONFLICT (subject_id) DO NOTHING""")
                        .params(subject, wrapped(subject, Random.randBytes(BYTES), master), master)
                        .update();
            });
        } catch (DataAccessException | SQLException e) {
            throw new KeysAwayException("Keys cannot be stored", e);
        }
        return row(subject).orElseThrow();
    }

    /**
     * A keyed hash (HMAC-SHA-256), by which an encrypted word is found again. The key is one for all, wrapped as the others
     * are: without it nobody can find out by trying.
     */
    public byte[] hash(String word) {
        Row row = row(HASHES).orElseGet(() -> made(HASHES));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key(HASHES, row), HMAC));
            return mac.doFinal(word.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new KeysAwayException("The key of hashes was altered", e);
        }
    }

    /** Does this on one connection, which has the lock meanwhile. */
    private <T> T locked(String kind, Function<JdbcClient, T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            JdbcClient alone = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            alone.sql("SELECT pg_advisory_lock" + kind + "(?)")
                    .param(MASTERS_LOCK)
                    .query((row, number) -> true)
                    .single();
            try {
                return work.apply(alone);
            } finally {
                alone.sql("SELECT pg_advisory_unlock" + kind + "(?)")
                        .param(MASTERS_LOCK)
                        .query(Boolean.class)
                        .single();
            }
        }
    }

    private byte[] wrapped(String subject, byte[] key, String master) {
        try {
            return master(master).encrypt(key, boundTo(subject));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encryption failed", e);
        }
    }

    private Aead master(String fingerprint) {
        return masters.get()
                .find(fingerprint)
                .orElseThrow(() -> new KeysAwayException("Master key " + fingerprint + " is not in its file"));
    }

    private Optional<Aead> unwrapped(String subject, Row row) {
        if (row.wrapped() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AesGcmJce(key(subject, row)));
        } catch (GeneralSecurityException e) {
            throw new KeysAwayException("The key of " + subject + " was altered", e);
        }
    }

    private byte[] key(String subject, Row row) throws GeneralSecurityException {
        return master(row.master()).decrypt(row.wrapped(), boundTo(subject));
    }

    private static byte[] boundTo(String subject) {
        return ("subject-key:" + subject).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Destroys a subject's key, or makes that there will never be one. Other nodes may use it for {@link #KNOWN_FOR} more.
     *
     * @return since when it is destroyed: now, or earlier where it was before
     */
    public Instant destroy(String subject, Instant now) {
        jdbc.sql("""
                INSERT INTO subject_key (subject_id, destroyed_at) VALUES (?, ?)
                ON CONFLICT (subject_id) DO UPDATE SET wrapped = NULL, master = NULL, destroyed_at = excluded.destroyed_at
                WHERE subject_key.destroyed_at IS NULL""").params(subject, Timestamp.from(now)).update();
        known.invalidate(subject);
        return jdbc.sql("SELECT destroyed_at FROM subject_key WHERE subject_id = ?")
                .param(subject)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /**
     * Wraps every key with a new master key and forgets the old one: copies of the database from before can then be read by
     * nobody who has no copy of the old master key. No event is touched. Whatever ends it, it can be done again.
     *
     * @return how many keys were wrapped anew
     */
    public int changeMaster() throws IOException {
        try {
            return locked("", this::changeMaster);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (SQLException e) {
            throw new KeysAwayException("Keys cannot be stored", e);
        }
    }

    private int changeMaster(JdbcClient alone) {
        try {
            masters.get().begin();
            int changed = rewrapAll(alone);
            masters.get().forgetOthers();
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As the product starts: keys that are wrapped with another than the first master key of the file are wrapped with that.
     * So where the product cannot write the file, whoever can puts a new key first, has the product started anew, and takes
     * the others out. Where a master key should be sealed and is not, it was readable by others: there is a new one then.
     *
     * @throws MasterKeyLostException where there are keys that no master key opens
     * @throws KeysAwayException where a key service does not open the master keys
     */
    public void takeUp() {
        requireMasters();
        if (masters.get().isSealedAsSet()
                && wrappedOtherwise(jdbc, masters.get().current()).isEmpty()) {
            return;
        }
        try {
            locked("", alone -> {
                masters.get().refresh();
                return masters.get().isSealedAsSet() ? rewrapAll(alone) : changeMaster(alone);
            });
        } catch (UncheckedIOException e) {
            throw MasterKeysSealedException.readable(e);
        } catch (SQLException e) {
            throw new KeysAwayException("Keys cannot be stored", e);
        }
    }

    /** With the first master key. */
    private int rewrapAll(JdbcClient alone) {
        String next = masters.get().current();
        int changed = 0;
        List<String> subjects = wrappedOtherwise(alone, next);
        while (!subjects.isEmpty()) {
            for (String subject : subjects) {
                changed += rewrap(alone, subject, next);
            }
            subjects = wrappedOtherwise(alone, next);
        }
        return changed;
    }

    private static List<String> wrappedOtherwise(JdbcClient alone, String master) {
        return alone.sql("SELECT subject_id FROM subject_key WHERE master <> ? LIMIT ?")
                .params(master, REWRAPPED_AT_ONCE)
                .query(String.class)
                .list();
    }

    /** Changes nothing where the key was destroyed meanwhile. */
    private int rewrap(JdbcClient alone, String subject, String next) {
        Row row = row(alone, subject).orElseThrow();
        if (row.wrapped() == null) {
            return 0;
        }
        try {
            return alone.sql("UPDATE subject_key SET wrapped = ?, master = ? WHERE subject_id = ? AND master = ?")
                    .params(wrapped(subject, key(subject, row), next), next, subject, row.master())
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + subject + " was altered", e);
        }
    }

    private void requireMasters() {
        MasterKeys present = masters.get();
        List<Lost> lost = jdbc
                .sql("""
                        SELECT master, count(*) FILTER (WHERE subject_id LIKE 'user%') AS people,
                               count(*) FILTER (WHERE subject_id LIKE 'ws%') AS others
                        FROM subject_key WHERE master IS NOT NULL GROUP BY master ORDER BY master""")
                .query((row, number) -> new Lost(row.getString("master"), row.getLong("people"), row.getLong("others")))
                .list()
                .stream()
                .filter(one -> present.find(one.master()).isEmpty())
                .toList();
        if (!lost.isEmpty()) {
            throw new MasterKeyLostException(
                    lost.get(0).master(),
                    lost.stream().mapToLong(Lost::people).sum(),
                    lost.stream().mapToLong(Lost::others).sum());
        }
    }

    /** What a master key that is not there had wrapped. */
    private record Lost(String master, long people, long others) {}
}
