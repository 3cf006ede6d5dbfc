package io.postledger.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LittleTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "plain, 30% & more?            ! plain, 30% & more?",
                "(brackets) [square] {curly}   ! \\(brackets\\) \\[square\\] \\{curly\\}",
                "a_b * c ~ d | e < f > g @h \\ ! a\\_b \\* c \\~ d \\| e \\< f \\> g \\@h \\\\",
                "see #tide and #AI_news2       ! see {hashtag|\\#|tide} and {hashtag|\\#|AI\\_news2}",
                "issue #42, C# and a/#b        ! issue \\#42, C\\# and a/\\#b",
                "#日本                          ! {hashtag|\\#|日本}"
            })
    void givenText_whenWritten_thenReservedCharactersAreEscapedAndHashtagsAreTemplates(String plain, String little) {
        assertThat(LittleText.write(plain)).isEqualTo(little);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "every |{}@[]()<>#\\*_~ one",
                "\\",
                "\\\\ twice \\n",
                "{hashtag|#|not mine} @[x](urn:li:person:1)",
                "#tag#tag ##tag #1 # #_ #a_",
                "lines\n\n\tand 🌊 #🌊 #тег"
            })
    void givenAnyText_whenWrittenAndReadBack_thenTheSame(String plain) {
        assertThat(LittleText.read(LittleText.write(plain))).isEqualTo(plain);
    }

    @Test
    void givenWhatOthersWrote_whenRead_thenWhatPeopleSee() {
        assertThat(LittleText.read("Hi @[Acme \\(Corp\\)](urn:li:organization:1) {hashtag|\\#|tide} {broken| @[also"))
                .isEqualTo("Hi Acme (Corp) #tide {broken| @[also");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a|", "@[", "\\", "#", "{hashtag|\\#|", "#a", "@[a]("})
    void givenTextMadeToBeSlow_whenReadOrWritten_thenInTime(String piece) {
        String text = piece.repeat(20_000 / piece.length());

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            LittleText.read(text);
            LittleText.write(text);
        });
    }

    @Test
    void givenLinkThatLinkedInShowsAsItsOwn_whenCompared_thenItCannotBeTold() {
        Commentary written = Commentary.ofWritten("Read https://example.com/a/long/way.");

        assertThat(written.matches(Commentary.ofShown("Read  https://Example.com/a/long/way.")))
                .contains(true);
        assertThat(written.matches(Commentary.ofShown("Read https://lnkd.in/eXYZ12.")))
                .isEmpty();
        assertThat(written.matches(Commentary.ofShown("Read https://example.com/other.")))
                .contains(false);
        assertThat(written.matches(Commentary.ofShown("Write https://lnkd.in/eXYZ12.")))
                .contains(false);
    }
}
