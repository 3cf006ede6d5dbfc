package io.postledger.platform.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.postledger.api.account.Platform;
import io.postledger.platform.x.XContentRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesByPlatformTest {

    @ParameterizedTest
    @EnumSource(value = Platform.class, mode = EnumSource.Mode.EXCLUDE, names = "X")
    void givenPlatformWithoutRules_whenValidated_thenItSaysNotSupported(Platform platform) {
        assertThat(RulesByPlatform.standard().of(platform).validate(new Content("hello")))
                .extracting(Violation::code)
                .containsExactly(Violation.PLATFORM_NOT_SUPPORTED);
    }

    @Test
    void givenRegisteredRules_whenLookedUp_thenXIsSupported() {
        assertThat(RulesByPlatform.standard().of(Platform.X).validate(new Content("hello")))
                .isEmpty();
    }

    @Test
    void givenTwoRulesForOnePlatform_whenConstructed_thenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RulesByPlatform(List.of(new XContentRules(), new XContentRules())));
    }
}
