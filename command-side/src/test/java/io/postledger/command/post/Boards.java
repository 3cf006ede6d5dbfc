package io.postledger.command.post;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import io.postledger.platform.NetworkSettings;
import io.postledger.platform.PlatformConnector;
import io.postledger.platform.http.Wire;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.ContentRules;
import io.postledger.platform.rules.MediaRule;
import io.postledger.platform.rules.MediaTypes;
import io.postledger.platform.rules.OptionRule;
import io.postledger.platform.rules.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A network that wants a board and a picture of at most 1,000 bytes, and takes 10 characters. */
final class Boards implements Network {
    private static final class Rules implements ContentRules {
        private static final MediaRule PICTURE = MediaRule.of("Boards", Set.of(MediaTypes.PNG), 1_000);

        @Override
        public List<OptionRule> options() {
            return List.of(
                    OptionRule.required("board", 0, "Where to pin it"), OptionRule.optional("title", 5, "Over it"));
        }

        @Override
        public List<Violation> validate(Content content) {
            List<Violation> found = new ArrayList<>();
            if (content.media().isEmpty()) {
                found.add(new Violation(Violation.MEDIA_REQUIRED, "Boards asks for a picture.", 1, 0));
            }
            content.media().forEach(media -> found.addAll(PICTURE.check(media)));
            if (content.text().length() > 10) {
                found.add(new Violation(
                        Violation.CONTENT_TOO_LONG,
                        "Boards takes 10.",
                        10,
                        content.text().length()));
            }
            return found;
        }
    }

    @Override
    public Platform platform() {
        return Platform.PINTEREST;
    }

    @Override
    public ContentRules rules() {
        return new Rules();
    }

    @Override
    public Addresses addresses() {
        return Addresses.of("https://boards.test", "https://boards.test", "https://boards.test");
    }

    @Override
    public PlatformConnector connector(NetworkSettings settings, Wire wire, Clock clock) {
        throw new UnsupportedOperationException("Rules only");
    }
}
