package io.postledger.platform.rules;

import io.postledger.api.account.Platform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The rules of every network. One without rules yet refuses everything, and says so. */
public final class RulesByPlatform {

    private final Map<Platform, ContentRules> rules = new EnumMap<>(Platform.class);

    /** @throws IllegalArgumentException when two rules are for the same network */
    public RulesByPlatform(Iterable<ContentRules> rules) {
        for (ContentRules each : rules) {
            if (this.rules.putIfAbsent(each.platform(), each) != null) {
                throw new IllegalArgumentException("two rules for " + each.platform());
            }
        }
    }

    /** All rules on the class path. */
    public static RulesByPlatform standard() {
        return new RulesByPlatform(ServiceLoader.load(ContentRules.class, RulesByPlatform.class.getClassLoader()));
    }

    public ContentRules of(Platform platform) {
        return rules.getOrDefault(platform, new NotSupportedYet(platform));
    }

    private record NotSupportedYet(Platform platform) implements ContentRules {

        @Override
        public List<Violation> validate(Content content) {
            return List.of(new Violation(
                    Violation.PLATFORM_NOT_SUPPORTED, "Publishing to " + platform + " is not supported yet.", 0, 0));
        }
    }
}
