package io.postledger.web.security;

import io.postledger.web.WebSettings;
import io.postledger.web.call.Call;
import io.postledger.web.problem.WebCode;
import io.postledger.web.problem.WebException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets in whoever runs this installation: no user of any workspace is that by being one. */
@Component
public class OperatorDoor {
    /** The header that shows the key. */
    public static final String HEADER = "Operator-Key";

    private final KeyFile key;

    OperatorDoor(WebSettings settings) {
        key = new KeyFile("postledger.web.operator-key-file", settings.operatorKeyFile());
    }

    /** @throws WebException OPERATOR_KEY_INVALID */
    public Call pass(Call call, @Nullable String shown) {
        if (!key.opensFor(shown)) {
            throw new WebException(
                    WebCode.OPERATOR_KEY_INVALID, "The header Operator-Key must hold this installation's operator key");
        }
        return call.asOperator();
    }
}
