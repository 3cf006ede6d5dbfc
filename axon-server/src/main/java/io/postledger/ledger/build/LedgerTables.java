package io.postledger.ledger.build;

import io.postledger.ledger.BundleReader;
import io.postledger.ledger.BundleText;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.Tile;
import io.postledger.ledger.Tiles;
import io.postledger.ledger.TreeDamagedException;
import io.postledger.ledger.TreeHead;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tiles, heads and keys in PostgreSQL; see {@code V1_20__ledger.sql}. */
public final class LedgerTables implements Tiles {
    /** Of the advisory lock: one at a time builds, whatever the number of nodes. */
    private static final long LOCK = 0x504C_4544L;

    private final JdbcClient jdbc;
    private final JdbcOperations batches;

    public LedgerTables(JdbcOperations jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        batches = jdbc;
    }

    /** Whether the running transaction may build; held until it ends. */
    boolean lock() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** Waits for whoever builds; held until the running transaction ends. */
    void await() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((row, number) -> 0)
                .single();
    }

    // The installation

    Optional<String> findOrigin() {
        return jdbc.sql("SELECT origin FROM ledger_installation")
                .query(String.class)
                .optional();
    }

    /** @throws IllegalStateException where there is none yet */
    public String origin() {
        return findOrigin().orElseThrow(() -> new IllegalStateException("The ledger has not begun"));
    }

    void saveOrigin(String origin) {
        jdbc.sql("INSERT INTO ledger_installation (origin) VALUES (?)")
                .param(origin)
                .update();
    }

    // Tiles

    @Override
    public Tile tile(int level, long number) {
        return jdbc.sql("SELECT level, number, hashes, positions FROM ledger_tile WHERE level = ? AND number = ?")
                .params(level, number)
                .query((row, at) -> tile(row))
                .optional()
                .orElseThrow(() -> new TreeDamagedException("There is no tile " + level + "/" + number));
    }

    /** The last one of the leaves. */
    public Optional<Tile> lastTile() {
        return jdbc.sql("""
                SELECT level, number, hashes, positions FROM ledger_tile WHERE level = 0 ORDER BY number DESC LIMIT 1
                """).query((row, at) -> tile(row)).optional();
    }

    private static Tile tile(ResultSet row) throws SQLException {
        return new Tile(row.getInt(1), row.getLong(2), row.getBytes(3), row.getBytes(4));
    }

    void save(Collection<Tile> tiles) {
        batches.batchUpdate("""
                INSERT INTO ledger_tile (level, number, hashes, positions, first_position) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes, positions = excluded.positions
                """, tiles, tiles.size(), (row, tile) -> {
            row.setInt(1, tile.level());
            row.setLong(2, tile.number());
            row.setBytes(3, tile.hashes());
            row.setBytes(4, tile.positions());
            row.setObject(5, tile.positions() == null ? null : tile.position(0), Types.BIGINT);
        });
    }

    /** What is written beside a tile of leaves, to find it by; {@link Long#MIN_VALUE} where nothing is. */
    long firstPosition(long number) {
        return jdbc.sql("SELECT coalesce(first_position, ?) FROM ledger_tile WHERE level = 0 AND number = ?")
                .params(Long.MIN_VALUE, number)
                .query(Long.class)
                .single();
    }

    /** How many each level has. */
    Map<Integer, Long> tiles() {
        Map<Integer, Long> tiles = new HashMap<>();
        jdbc.sql("SELECT level, count(*) FROM ledger_tile GROUP BY level").query(row -> {
            tiles.put(row.getInt(1), row.getLong(2));
        });
        return tiles;
    }

    /** Leaves of the tree. */
    public long size() {
        return lastTile().map(tile -> tile.number() * Tile.WIDTH + tile.count()).orElse(0L);
    }

    /** Index of the leaf at a position of the log. */
    OptionalLong indexOf(long position) {
        Optional<Tile> tile =
                jdbc.sql("""
                        SELECT level, number, hashes, positions FROM ledger_tile WHERE level = 0 AND first_position <= ?
                        ORDER BY first_position DESC LIMIT 1
                        """).param(position).query((row, at) -> tile(row)).optional();
        if (tile.isPresent()) {
            ByteBuffer positions = ByteBuffer.wrap(tile.get().positions());
            for (int place = 0; positions.hasRemaining(); place++) {
                if (positions.getLong() == position) {
                    return OptionalLong.of(tile.get().number() * Tile.WIDTH + place);
                }
            }
        }
        return OptionalLong.empty();
    }

    // Heads

    /** The newest. */
    public Optional<TreeHead> head() {
        return jdbc.sql("SELECT size, line FROM ledger_head ORDER BY size DESC LIMIT 1")
                .query(LedgerTables::readHead)
                .optional();
    }

    /** Of a size. */
    public Optional<TreeHead> head(long size) {
        return jdbc.sql("SELECT size, line FROM ledger_head WHERE size = ?")
                .param(size)
                .query(LedgerTables::readHead)
                .optional();
    }

    /** From small to large. */
    public List<TreeHead> heads() {
        return jdbc.sql("SELECT size, line FROM ledger_head ORDER BY size")
                .query(LedgerTables::readHead)
                .list();
    }

    /** Over more leaves than one number, up to another. */
    List<TreeHead> heads(long over, long upTo) {
        return jdbc.sql("SELECT size, line FROM ledger_head WHERE size > ? AND size <= ? ORDER BY size")
                .params(over, upTo)
                .query(LedgerTables::readHead)
                .list();
    }

    /** @throws IllegalArgumentException where it is none, or that of another size */
    private static TreeHead readHead(ResultSet row, int at) throws SQLException {
        TreeHead head = BundleReader.readHead(row.getString(2));
        if (head.size() != row.getLong(1)) {
            throw new IllegalArgumentException(
                    "The stored head of " + head.size() + " leaves stands as one of another size");
        }
        return head;
    }

    void save(TreeHead head) {
        jdbc.sql("INSERT INTO ledger_head (size, line) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(head.size(), BundleText.write(head))
                .update();
    }

    // Keys

    /** From old to new. */
    public List<LedgerKey> keys() {
        return jdbc.sql("SELECT key_id, line FROM ledger_key ORDER BY number")
                .query((row, at) -> {
                    LedgerKey key = BundleReader.readKey(row.getString(2));
                    if (!key.id().equals(row.getString(1))) {
                        throw new IllegalArgumentException("The stored key " + key.id() + " stands under another's id");
                    }
                    return key;
                })
                .list();
    }

    /** The sealed private key of a key. */
    byte[] secret(String keyId) {
        return jdbc.sql("SELECT secret FROM ledger_key WHERE key_id = ?")
                .param(keyId)
                .query(byte[].class)
                .single();
    }

    void save(LedgerKey key, byte[] secret) {
        jdbc.sql("""
                INSERT INTO ledger_key (key_id, number, line, secret)
                VALUES (?, (SELECT count(*) FROM ledger_key), ?, ?)
                """).params(key.id(), BundleText.write(key), secret).update();
    }

    // Anchors

    /** Size of the newest head that a place has; -1 where it has none. */
    long anchored(String place) {
        return jdbc.sql("SELECT size FROM ledger_anchored WHERE place = ?")
                .param(place)
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    void saveAnchored(String place, long size) {
        jdbc.sql("""
                INSERT INTO ledger_anchored (place, size) VALUES (?, ?)
                ON CONFLICT (place) DO UPDATE SET size = excluded.size
                """).params(place, size).update();
    }
}
