package io.postledger.web.user;

import io.postledger.web.WebSettings;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import io.postledger.web.security.KeyFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may register. A closed door opens to whoever shows the key, for the first person as for any later one: letting in
 * the first who comes would be a race that a stranger can win.
 */
@Component
class SignUpDoor {
    private final WebSettings.SignUp signUp;
    private final KeyFile key;

    SignUpDoor(WebSettings settings) {
        this.signUp = settings.signUp();
        this.key = new KeyFile("postledger.web.sign-up-key-file", settings.signUpKeyFile());
    }

    /** @throws WebException SIGN_UP_CLOSED, where the door is closed and this is not its key */
    void pass(@Nullable String shown) {
        if (signUp != WebSettings.SignUp.OPEN && !key.opensFor(shown)) {
            throw new WebException(WebCode.SIGN_UP_CLOSED, "Nobody can register by themselves here");
        }
    }
}
