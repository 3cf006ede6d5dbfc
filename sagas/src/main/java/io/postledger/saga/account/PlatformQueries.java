package io.postledger.saga.account;

import io.postledger.api.account.FindPlatforms;
import io.postledger.api.account.Platform;
import io.postledger.api.account.PlatformList;
import io.postledger.api.account.PlatformView;
import io.postledger.platform.Connectors;
import io.postledger.platform.Network;
import io.postledger.platform.rules.Content;
import io.postledger.platform.rules.OptionRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers what each network asks for: here, where both its rules and this installation's apps are known. */
@Component
class PlatformQueries {
    private static final OptionRule OWN_TEXT =
            OptionRule.optional(Content.TEXT, 0, "The text on this network, where it is another than the post's");

    private final Connectors connectors;

    PlatformQueries(Connectors connectors) {
        this.connectors = connectors;
    }

    @QueryHandler
    PlatformList find(FindPlatforms query) {
        List<Network> networks = Network.all();
        return new PlatformList(Arrays.stream(Platform.values())
                .map(platform -> view(
                        platform,
                        networks.stream()
                                .filter(network -> network.platform() == platform)
                                .findFirst()))
                .toList());
    }

    private PlatformView view(Platform platform, Optional<Network> network) {
        List<PlatformView.Option> options = network.stream()
                .flatMap(known -> Stream.concat(Stream.of(OWN_TEXT), known.rules().options().stream()))
                .map(rule -> new PlatformView.Option(
                        rule.name(), rule.required(), rule.maxLength(), rule.values(), rule.description()))
                .toList();
        return new PlatformView(
                platform, network.isPresent(), connectors.find(platform).isPresent(), options);
    }
}
