package io.postledger.embedded.clickhouse;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The ClickHouse engine in this process: one data folder, as many sessions at a time as there are requests. */
final class Engine implements AutoCloseable {

    private final LibChdb lib;
    private final String[] arguments;
    private final String defaultDatabase;
    private final FileChannel lockFile;
    private final NativeSession keepsEngineUp;
    private final String version;
    private final String timezone;

    private Engine(
            LibChdb lib, String[] arguments, String defaultDatabase, FileChannel lockFile, NativeSession keepsEngineUp)
            throws ClickHouseException {
        this.lib = lib;
        this.arguments = arguments;
        this.defaultDatabase = defaultDatabase;
        this.lockFile = lockFile;
        this.keepsEngineUp = keepsEngineUp;
        this.version = ask("SELECT version()");
        this.timezone = ask("SELECT timezone()");
        ask("CREATE DATABASE IF NOT EXISTS " + name(defaultDatabase));
    }

    /**
     * Starts the engine on its data folder, which is made if it is not there.
     *
     * @throws StartException if the folder is in use or not writable, or the engine refuses to start
     */
    static Engine start(Path library, Path data, String defaultDatabase, EngineConfig config) throws StartException {
        Path folder = data.toAbsolutePath().normalize();
        Path configFile = folder.resolve("engine.xml");
        FileChannel lock;
        try {
            Files.createDirectories(folder);
            lock = lock(folder);
            Files.writeString(configFile, config.xml());
        } catch (IOException unwritable) {
            throw new StartException("the ClickHouse data folder " + folder + " cannot be written");
        }
        if (Native.load(LibC.class).setenv("TZ", "UTC", 1) != 0) {
            throw new StartException("the time zone of the ClickHouse engine cannot be set");
        }
        LibChdb lib = Native.load(library.toString(), LibChdb.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        lib.chdb_set_signal_handlers_enabled(0);
        String[] arguments = {"clickhouse", "--path=" + folder, "--config-file=" + configFile};
        Pointer first = lib.chdb_connect(arguments.length, arguments);
        if (first == null) {
            throw new StartException("the ClickHouse engine does not start on " + folder
                    + ": its own message stands above, if it gave one");
        }
        try {
            return new Engine(lib, arguments, defaultDatabase, lock, new NativeSession(lib, first));
        } catch (ClickHouseException refused) {
            throw new StartException("the ClickHouse engine does not work on " + folder + ": " + refused.getMessage());
        }
    }

    private static FileChannel lock(Path folder) throws IOException, StartException {
        FileChannel channel =
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            // Told below like a lock of another process.
        }
        if (held == null) {
            channel.close();
            throw new StartException("the ClickHouse data folder " + folder + " is in use by another server");
        }
        return channel;
    }

    /** ClickHouse's version, as {@code SELECT version()} has it. */
    String version() {
        return version;
    }

    String timezone() {
        return timezone;
    }

    /**
     * A session with these settings in this database.
     *
     * @param database null for the server's default
     */
    NativeSession open(String database, Map<String, String> settings) throws ClickHouseException {
        Pointer handle = lib.chdb_connect(arguments.length, arguments);
        if (handle == null) {
            throw ClickHouseException.of(210, "NETWORK_ERROR", "the engine gives no connection: it is shutting down");
        }
        NativeSession session = new NativeSession(lib, handle);
        try {
            StringBuilder prologue =
                    new StringBuilder("USE ").append(name(database == null ? defaultDatabase : database));
            if (!settings.isEmpty()) {
                prologue.append("; SET ").append(assignments(settings));
            }
            run(session, prologue.toString()).close();
            return session;
        } catch (ClickHouseException | RuntimeException refused) {
            session.close();
            throw refused;
        }
    }

    private static String assignments(Map<String, String> settings) throws ClickHouseException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (!setting.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw ClickHouseException.of(115, "UNKNOWN_SETTING", "Unknown setting '" + setting.getKey() + "'");
            }
            text.append(text.isEmpty() ? "" : ", ")
                    .append(setting.getKey())
                    .append(" = '")
                    .append(setting.getValue().replace("\\", "\\\\").replace("'", "\\'"))
                    .append('\'');
        }
        return text.toString();
    }

    private static String name(String identifier) {
        return '`' + identifier.replace("\\", "\\\\").replace("`", "\\`") + '`';
    }

    private String ask(String sql) throws ClickHouseException {
        try (NativeResult result = run(keepsEngineUp, sql)) {
            return new String(result.head(1024), StandardCharsets.UTF_8).strip();
        }
    }

    private static NativeResult run(NativeSession session, String sql) throws ClickHouseException {
        return session.query(sql.getBytes(StandardCharsets.UTF_8), "TabSeparatedRaw", QueryParameters.of(Map.of()));
    }

    /** Stops merges and closes the tables, once the last session is closed. */
    @Override
    public void close() throws IOException {
        keepsEngineUp.close();
        lockFile.close();
    }

    /** setenv(3): the engine reads its time zone from the environment when it is loaded. */
    interface LibC extends Library {
        int setenv(String name, String value, int overwrite);
    }
}
