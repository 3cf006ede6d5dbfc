package io.postledger.embedded.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What must be known to nobody else: 32 random bytes each, in files of their own that only the owner can read, made at
 * the first start. Without them the stores beside them cannot be opened, so a missing one is never made anew; but for the
 * media key and the operator key, which nothing stored depends on, and the personal key, which data from before it was has
 * none of: where it is missed, the product says so.
 *
 * @param jwtKeyFile the key that access tokens are signed with, base64
 * @param tokenKeyFile the key that the networks' tokens are encrypted with, base64
 * @param personalKeyFile the key that the keys of people and workspaces are wrapped with, base64; the product may change it
 * @param mediaKeyFile the key that links to media are signed with, base64
 * @param operatorKeyFile what lets in whoever runs this installation
 */
record Secrets(
        String postgresAdmin,
        String postgres,
        String clickHouse,
        Path jwtKeyFile,
        Path tokenKeyFile,
        Path personalKeyFile,
        Path mediaKeyFile,
        Path operatorKeyFile) {

    /** Name of the operator key's file. */
    static final String OPERATOR_KEY = "operator.key";

    private static final int BYTES = 32;

    /** @param firstStart whether there is no data yet, so that secrets may be made */
    static Secrets of(DataFolder data, boolean firstStart) throws LaunchFailure {
        try {
            return new Secrets(
                    read(data, "postgres-admin.password", firstStart),
                    read(data, "postgres.password", firstStart),
                    read(data, "clickhouse.password", firstStart),
                    existing(data, "jwt.key", firstStart),
                    existing(data, "token.key", firstStart),
                    existing(data, "personal.key", true),
                    existing(data, "media.key", true),
                    existing(data, OPERATOR_KEY, true));
        } catch (IOException e) {
            throw new LaunchFailure("The secrets in " + data.secrets() + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static String read(DataFolder data, String name, boolean firstStart) throws IOException, LaunchFailure {
        return Files.readString(existing(data, name, firstStart)).strip();
    }

    /** @param mayMake whether one that is missing is made */
    private static Path existing(DataFolder data, String name, boolean mayMake) throws IOException, LaunchFailure {
        Path file = data.secrets().resolve(name);
        if (!Files.exists(file)) {
            if (!mayMake) {
                throw new LaunchFailure(
                        "The secret " + file + " is missing, and the data cannot be opened without it: put it back.");
            }
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            AtomicFile.write(file, Base64.getEncoder().encodeToString(random) + "\n");
        }
        return file;
    }

    @Override
    public String toString() {
        return "Secrets[not shown]";
    }
}
