package io.postledger.privacy.kms;

import com.google.crypto.tink.Aead;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A key of Vault's transit engine. What it seals is the text that Vault answers with, such as {@code vault:v1:…}. */
final class VaultKey implements Aead {
    private static final int OK = 200;
    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_REASON = 200;

    /** Made for each call, with the token of then. */
    interface Connection {
        Vault open() throws KeyServiceException;
    }

    private final Connection connection;
    private final String mount;
    private final String name;

    VaultKey(Connection connection, String mount, String name) {
        this.connection = connection;
        this.mount = mount;
        this.name = name;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws KeyServiceException {
        return ask("encrypt", "plaintext", base64(plaintext), associatedData, "ciphertext")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws KeyServiceException {
        String sealed = new String(ciphertext, StandardCharsets.UTF_8);
        String opened = ask("decrypt", "ciphertext", sealed, associatedData, "plaintext");
        try {
            return Base64.getDecoder().decode(opened);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message may hold a part of the key.
            throw KeyServiceException.away("Vault did not decrypt: its answer is no base 64", null);
        }
    }

    private String ask(String what, String given, String value, byte[] associatedData, String wanted)
            throws KeyServiceException {
        LogicalResponse answer;
        try {
            answer = connection
                    .open()
                    .logical()
                    .write(
                            mount + "/" + what + "/" + name,
                            Map.of(given, value, "associated_data", base64(associatedData)));
        } catch (VaultException e) {
            String status = e.getHttpStatusCode() == 0 ? "no answer" : "HTTP " + e.getHttpStatusCode();
            throw KeyServiceException.away("Vault did not " + what + ": " + status, e);
        }
        int status = answer.getRestResponse().getStatus();
        if (status >= CLIENT_ERRORS && status < SERVER_ERRORS && status != TOO_MANY) {
            throw KeyServiceException.refused(
                    "Vault refuses to " + what + ": HTTP " + status
                            + reason(answer.getRestResponse().getBody()),
                    null);
        }
        Map<String, String> data = answer.getData();
        if (status != OK || data == null || !data.containsKey(wanted)) {
            throw KeyServiceException.away("Vault did not " + what + ": HTTP " + status, null);
        }
        return data.get(wanted);
    }

    /** Vault's own sentences; what else answers in its place may say anything. */
    private static String reason(byte[] body) {
        try {
            String errors = JsonMapper.shared().readTree(body).path("errors").toString();
            return errors.isEmpty() ? "" : " " + errors.substring(0, Math.min(LONGEST_REASON, errors.length()));
        } catch (JacksonException e) {
            return "";
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
