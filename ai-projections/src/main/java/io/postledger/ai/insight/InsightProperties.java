package io.postledger.ai.insight;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param halfLife after which a publication counts half as much for the best times to post */
@ConfigurationProperties("postledger.insight")
record InsightProperties(@DefaultValue("90d") Duration halfLife) {
    InsightProperties {
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("postledger.insight.half-life must be positive");
        }
    }
}
