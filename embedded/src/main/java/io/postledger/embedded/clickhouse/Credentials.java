package io.postledger.embedded.clickhouse;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/** The one user that the server lets in. */
record Credentials(String user, String password) {

    /** The names that ClickHouse's own container image reads. */
    static final String USER_VARIABLE = "CLICKHOUSE_USER";

    static final String PASSWORD_VARIABLE = "CLICKHOUSE_PASSWORD";

    /**
     * @param file a properties file with {@code user} and {@code password}, or null for the environment's variables
     * @throws StartException if either is missing or empty
     */
    static Credentials read(Path file, Map<String, String> environment) throws StartException {
        if (file == null) {
            return checked(
                    environment.get(USER_VARIABLE),
                    environment.get(PASSWORD_VARIABLE),
                    "the environment (" + USER_VARIABLE + ", " + PASSWORD_VARIABLE + ")");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartException("cannot read the user and password of ClickHouse from " + file);
        }
        return checked(properties.getProperty("user"), properties.getProperty("password"), file.toString());
    }

    private static Credentials checked(String user, String password, String where) throws StartException {
        if (user == null || user.isBlank() || password == null || password.isEmpty()) {
            throw new StartException("no user and password for ClickHouse in " + where);
        }
        return new Credentials(user, password);
    }

    /** User and password of a Basic header; both null when there is none. */
    static String[] basic(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new String[2];
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).trim());
            String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 ? parts : new String[2];
        } catch (IllegalArgumentException notBase64) {
            return new String[2];
        }
    }

    /** @throws ClickHouseException 516, as ClickHouse says it; it does not tell whether the user exists */
    void check(String givenUser, String givenPassword) throws ClickHouseException {
        String name = givenUser == null ? "default" : givenUser;
        boolean sameUser = same(user, name);
        boolean samePassword = same(password, givenPassword == null ? "" : givenPassword);
        if (!(sameUser & samePassword)) {
            throw ClickHouseException.of(
                    516,
                    "AUTHENTICATION_FAILED",
                    name + ": Authentication failed: password is incorrect, or there is no user with such name.");
        }
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
