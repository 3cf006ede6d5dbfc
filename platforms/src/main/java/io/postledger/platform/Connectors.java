package io.postledger.platform;

import io.postledger.api.account.Platform;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The networks that this installation can talk to. */
public final class Connectors {

    private final Map<Platform, PlatformConnector> byPlatform = new EnumMap<>(Platform.class);

    /** @throws IllegalArgumentException when two connectors serve the same network */
    public Connectors(List<PlatformConnector> connectors) {
        for (PlatformConnector connector : connectors) {
            if (byPlatform.putIfAbsent(connector.platform(), connector) != null) {
                throw new IllegalArgumentException("two connectors for " + connector.platform());
            }
        }
    }

    public Optional<PlatformConnector> find(Platform platform) {
        return Optional.ofNullable(byPlatform.get(platform));
    }

    /** @throws IllegalArgumentException when this installation has no connector for it */
    public PlatformConnector require(Platform platform) {
        return find(platform).orElseThrow(() -> new IllegalArgumentException("no connector for " + platform));
    }

    public Set<Platform> platforms() {
        return Set.copyOf(byPlatform.keySet());
    }
}
