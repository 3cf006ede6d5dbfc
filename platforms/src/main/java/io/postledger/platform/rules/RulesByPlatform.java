package io.postledger.platform.rules;

import io.postledger.api.account.Platform;
import io.postledger.platform.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of every network. One without rules yet refuses everything, and says so. */
public final class RulesByPlatform {

    private final Map<Platform, ContentRules> rules;

    /** @throws IllegalStateException when two rules are for the same network */
    public RulesByPlatform(List<Network> networks) {
        this.rules = networks.stream().collect(Collectors.toUnmodifiableMap(Network::platform, Network::rules));
    }

    /** Those of all networks on the class path. */
    public static RulesByPlatform standard() {
        return new RulesByPlatform(Network.all());
    }

    /** Everything that the network would refuse; empty when nothing. */
    public List<Violation> validate(Platform platform, Content content) {
        ContentRules its = rules.get(platform);
        if (its == null) {
            return List.of(new Violation(
                    Violation.PLATFORM_NOT_SUPPORTED, "Publishing to " + platform + " is not supported yet.", 0, 0));
        }
        List<Violation> found = new ArrayList<>(its.validate(content));
        found.addAll(OptionRule.check(its.options(), content, platform.name()));
        return found;
    }

    /** What the network asks for beside text and media; empty for one without rules. */
    public List<OptionRule> options(Platform platform) {
        return rules.containsKey(platform) ? rules.get(platform).options() : List.of();
    }
}
