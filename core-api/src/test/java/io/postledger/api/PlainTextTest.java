package io.postledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Grüße, 世界 👩‍👩‍👧 \uFFFD \uFEFF", "a\tb\r\nc", "\uD83D\uDE00"})
    void givenWhatPeopleWrite_thenPlain_andLeftAsItIs(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            chars = {'\u0000', '\u0001', '\u0008', '\u000B', '\u001B', '\u007F', '\u0085', '\u009B', '\uD83D', '\uDE00'
            })
    void givenControlCharacterOrHalfAPair_thenNotPlain_andReplacedWhereverItIs(char other) {
        assertThat(PlainText.isPlain("😀a" + other)).isFalse();
        assertThat(PlainText.of("😀" + other + "a" + other)).isEqualTo("😀\uFFFDa\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
    void givenPairsOutOfOrder_thenNotPlain(String text) {
        assertThat(PlainText.isPlain(text)).isFalse();
        assertThat(PlainText.isPlain(PlainText.of(text))).isTrue();
    }
}
