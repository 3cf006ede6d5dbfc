package io.postledger.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.postledger.api.account.Platform;
import io.postledger.platform.x.XNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesByPlatformTest {

    @ParameterizedTest
    @EnumSource(value = Platform.class, mode = EnumSource.Mode.EXCLUDE, names = "X")
    void givenPlatformWithoutRules_whenValidated_thenItSaysNotSupported(Platform platform) {
        assertThat(new RulesByPlatform(List.of(new XNetwork())).validate(platform, new Content("hello")))
                .extracting(Violation::code)
                .containsExactly(Violation.PLATFORM_NOT_SUPPORTED);
    }

    @Test
    void givenRegisteredRules_whenLookedUp_thenXIsSupported() {
        assertThat(RulesByPlatform.standard().validate(Platform.X, new Content("hello")))
                .isEmpty();
    }

    @Test
    void givenTwoNetworksForOnePlatform_whenConstructed_thenRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RulesByPlatform(List.of(new XNetwork(), new XNetwork())));
    }
}
