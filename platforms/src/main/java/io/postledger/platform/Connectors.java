package io.postledger.platform;

import io.postledger.api.account.Platform;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The networks that this installation can talk to. */
public final class Connectors {

    private final Map<Platform, PlatformConnector> byPlatform;

    public Connectors(Map<Platform, PlatformConnector> byPlatform) {
        this.byPlatform = new EnumMap<>(Platform.class);
        this.byPlatform.putAll(byPlatform);
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
