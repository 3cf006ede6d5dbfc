package io.postledger.web.user;

import io.postledger.web.WebSettings;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may register. A closed door opens to whoever shows the key, for the first person as for any later one: letting in
 * the first who comes would be a race that a stranger can win.
 */
@Component
class SignUpDoor {
    /** What the base 64 of 24 random bytes has; no person's own word is that long. */
    private static final int SHORTEST_KEY = 32;

    private final WebSettings.SignUp signUp;
    private final byte @Nullable [] key;

    SignUpDoor(WebSettings settings) {
        this.signUp = settings.signUp();
        this.key = settings.signUpKeyFile() == null ? null : read(settings.signUpKeyFile());
    }

    private static byte[] read(Path file) {
        String content;
        try {
            content = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("postledger.web.sign-up-key-file (" + file + ") cannot be read", e);
        }
        if (content.length() < SHORTEST_KEY) {
            throw new IllegalStateException("postledger.web.sign-up-key-file (" + file + ") must hold " + SHORTEST_KEY
                    + " characters or more: make them at random");
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws WebException SIGN_UP_CLOSED, where the door is closed and this is not its key */
    void pass(@Nullable String shown) {
        if (signUp == WebSettings.SignUp.OPEN) {
            return;
        }
        boolean fits = key != null
                && shown != null
                && MessageDigest.isEqual(key, shown.strip().getBytes(StandardCharsets.UTF_8));
        if (!fits) {
            throw new WebException(WebCode.SIGN_UP_CLOSED, "Nobody can register by themselves here");
        }
    }
}
