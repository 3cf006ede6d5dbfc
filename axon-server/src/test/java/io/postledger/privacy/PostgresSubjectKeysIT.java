package io.postledger.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import io.postledger.api.privacy.KeysAwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSubjectKeysIT extends KeysRig {
    @BeforeEach
    void begin() throws IOException {
        Files.writeString(file, line(1));
    }

    private static String line(int fill) {
        byte[] key = new byte[32];
        key[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(key) + "\n";
    }

    /** Another node, with nothing remembered. */
    private PostgresSubjectKeys node() {
        return node(new MasterKeys(file));
    }

    @Test
    void givenKeyOfOneNode_thenAnotherReadsWithIt() throws Exception {
        byte[] sealed = node().findOrMake("ws_1").orElseThrow().encrypt(WORDS, NOTHING);
        assertThat(node().find("ws_1").orElseThrow().decrypt(sealed, NOTHING)).isEqualTo(WORDS);
    }

    @Test
    void givenManyNodesAtOnce_whenAKeyIsMade_thenAllUseTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Aead>> made = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                made.add(threads.submit(() -> node().findOrMake("ws_1").orElseThrow()));
            }
            byte[] sealed = made.get(0).get().encrypt(WORDS, NOTHING);
            for (Future<Aead> one : made) {
                assertThat(one.get().decrypt(sealed, NOTHING)).isEqualTo(WORDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givenDestroyedKey_thenNoNodeHasIt_andNoneIsMadeAnew_andTwiceIsAsOnce() {
        PostgresSubjectKeys one = node();
        one.findOrMake("ws_1");
        assertThat(one.destroy("ws_1", NOW)).isEqualTo(NOW);
        assertThat(one.find("ws_1")).isEmpty();
        assertThat(node().findOrMake("ws_1")).isEmpty();
        assertThat(one.destroy("ws_1", NOW.plusSeconds(60))).isEqualTo(NOW);
        assertThat(jdbc.sql("SELECT count(*) FROM subject_key WHERE wrapped IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givenNoKeyEver_whenErasedAllTheSame_thenNoneIsMade() {
        node().destroy("user_1", NOW);
        assertThat(node().findOrMake("user_1")).isEmpty();
    }

    @Test
    void givenKeyLostWithItsRow_whenRead_thenNotTakenForErased() {
        assertThatThrownBy(() -> node().find("ws_1")).isInstanceOf(KeysAwayException.class);
    }

    @Test
    void givenAnotherMasterKey_whenStarted_thenRefused_andToldWhatIsLost() throws Exception {
        node().findOrMake("ws_1");
        node().findOrMake("user_1");
        Files.writeString(file, line(2));
        assertThatThrownBy(() -> node().takeUp())
                .isInstanceOf(MasterKeyLostException.class)
                .hasMessageContaining("1 workspaces")
                .hasMessageContaining("1 people")
                .hasMessageContaining("Not lost");
        Files.writeString(file, line(2) + line(1));
        node().takeUp();
    }

    @Test
    void givenUnusableFile_whenStarted_thenRefused() throws Exception {
        assertThatIllegalStateException().isThrownBy(() -> new MasterKeys(null));
        assertThatIllegalStateException().isThrownBy(() -> new MasterKeys(folder.resolve("none")));
        for (String content : List.of("", "\n", "no base 64!", "AAAA")) {
            Files.writeString(file, content);
            assertThatIllegalStateException().isThrownBy(() -> new MasterKeys(file));
        }
    }

    @Test
    void givenKeys_whenTheMasterIsChanged_thenTheyAreTheSame_andACopyFromBeforeIsUnreadable() throws Exception {
        PostgresSubjectKeys one = node();
        PostgresSubjectKeys other = node();
        byte[] sealed = one.findOrMake("ws_1").orElseThrow().encrypt(WORDS, NOTHING);
        one.findOrMake("ws_2");
        one.destroy("ws_3", NOW);
        jdbc.sql("CREATE TABLE copy AS TABLE subject_key").update();

        assertThat(one.changeMaster()).isEqualTo(2);
        assertThat(other.find("ws_1").orElseThrow().decrypt(sealed, NOTHING)).isEqualTo(WORDS);
        node().takeUp();
        assertThat(Files.readAllLines(file)).hasSize(1).doesNotContain(line(1).strip());
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);

        jdbc.sql("DROP TABLE subject_key").update();
        jdbc.sql("ALTER TABLE copy RENAME TO subject_key").update();
        assertThatThrownBy(() -> node().takeUp()).isInstanceOf(MasterKeyLostException.class);
        assertThatThrownBy(() -> node().find("ws_1")).isInstanceOf(KeysAwayException.class);
    }

    @Test
    void givenNewKeyPutFirst_whenStarted_thenTheOtherIsNeededNoMore() throws Exception {
        byte[] sealed = node().findOrMake("ws_1").orElseThrow().encrypt(WORDS, NOTHING);
        Files.writeString(file, line(2) + line(1));
        node().takeUp();
        Files.writeString(file, line(2));
        node().takeUp();
        assertThat(node().find("ws_1").orElseThrow().decrypt(sealed, NOTHING)).isEqualTo(WORDS);
    }

    @Test
    void givenWordsOfTwoNodes_thenTheirHashesAreTheSame_andOfOthersNot() {
        assertThat(node().hash("ada@example.com"))
                .isEqualTo(node().hash("ada@example.com"))
                .isNotEqualTo(node().hash("eve@example.com"))
                .hasSize(32);
    }

    @Test
    void givenChangeOfTheMasterThatDied_whenDoneAgain_thenWhole() throws Exception {
        node().findOrMake("ws_1");
        new MasterKeys(file).begin();
        PostgresSubjectKeys next = node();
        next.takeUp();
        next.findOrMake("ws_2");
        assertThat(next.changeMaster()).isEqualTo(2);
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(node().find("ws_1")).isPresent();
    }
}
