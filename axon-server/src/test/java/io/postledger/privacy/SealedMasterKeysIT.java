package io.postledger.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.postledger.api.privacy.KeysAwayException;
import io.postledger.privacy.kms.SimulatedVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Master keys that a key service seals. */
class SealedMasterKeysIT extends KeysRig {
    private static final String TOKEN = "hvs.CAESIJwords";
    private static final String READABLE = "A".repeat(43) + "=";

    private SimulatedVault vault;
    private Path token;

    @BeforeEach
    void begin() throws IOException {
        vault = new SimulatedVault(TOKEN).rotate("one").rotate("two");
        Files.writeString(file, READABLE + "\n");
        token = Files.writeString(folder.resolve("token"), TOKEN);
    }

    @AfterEach
    void end() {
        vault.close();
    }

    private MasterKeys masters(String... names) {
        return new MasterKeys(
                file, new MasterKeySeal(Stream.of(names).map(vault::uri).toList(), token));
    }

    /** A node that starts, with keys of Vault in its setting. */
    private PostgresSubjectKeys started(String... names) {
        PostgresSubjectKeys node = node(masters(names));
        node.takeUp();
        return node;
    }

    private static byte[] sealed(PostgresSubjectKeys node, String subject) throws Exception {
        return node.findOrMake(subject).orElseThrow().encrypt(WORDS, NOTHING);
    }

    private static void assertReads(PostgresSubjectKeys node, String subject, byte[] sealed) throws Exception {
        assertThat(node.find(subject).orElseThrow().decrypt(sealed, NOTHING)).isEqualTo(WORDS);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private static FailureAnalysis told(Throwable failure) {
        return new MasterKeyFailureAnalyzer().analyze(new BeanCreationException("as the context starts", failure));
    }

    /** What whoever starts the product is told, where it is about a service. */
    private static void assertNothingIsLost(Throwable failure, String code) {
        assertThat(failure).isInstanceOf(KeysAwayException.class);
        FailureAnalysis told = told(failure);
        assertThat(told.getDescription())
                .startsWith(code + ": ")
                .contains("No key is lost")
                .doesNotContain(TOKEN);
        assertThat(told.getAction()).isNotBlank();
    }

    @Test
    void givenReadableKey_whenItIsToBeSealed_thenAnotherIs_andTheReadableOneOpensNothing() throws Exception {
        byte[] sealed = sealed(node(new MasterKeys(file)), "ws_1");
        jdbc.sql("CREATE TABLE copy AS TABLE subject_key").update();

        assertReads(started("one"), "ws_1", sealed);
        assertThat(lines()).singleElement().asString().contains(" " + vault.uri("one") + " ");
        String asSealed = Files.readString(file);
        assertReads(started("one"), "ws_1", sealed);
        assertThat(Files.readString(file)).isEqualTo(asSealed);

        Files.writeString(file, READABLE);
        Throwable failure = catchThrowable(() -> started("one"));
        assertThat(failure).isInstanceOf(MasterKeyLostException.class);
        assertThat(told(failure).getDescription())
                .startsWith("MASTER_KEY_LOST: ")
                .contains("1 workspaces");
        assertThat(jdbc.sql("SELECT count(*) FROM subject_key s JOIN copy c USING (subject_id, master)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givenVaultThatIsAwayAtTheStart_thenRefused_withNothingLost_andStartsWhenItIsBack() throws Exception {
        byte[] sealed = sealed(started("one"), "ws_1");
        String before = Files.readString(file);
        vault.stop();
        assertNothingIsLost(catchThrowable(() -> started("one")), "MASTER_KEY_SERVICE_AWAY");
        vault.startAgain();
        vault.seal(true);
        assertNothingIsLost(catchThrowable(() -> started("one")), "MASTER_KEY_SERVICE_AWAY");
        vault.seal(false);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertReads(started("one"), "ws_1", sealed);
    }

    @Test
    void givenWrongToken_whenStarted_thenRefused_withNothingLost() throws Exception {
        byte[] sealed = sealed(started("one"), "ws_1");
        Files.writeString(token, "hvs.other");
        assertNothingIsLost(catchThrowable(() -> started("one")), "MASTER_KEY_SERVICE_REFUSES");
        Files.writeString(token, TOKEN);
        assertReads(started("one"), "ws_1", sealed);
    }

    @Test
    void givenVaultThatIsAwayMeanwhile_thenKeysAreReadAndMade_andAnErasureWaitsForIt() throws Exception {
        MasterKeys masters = masters("one");
        node(masters).takeUp();
        byte[] sealed = sealed(node(masters), "ws_1");
        String before = Files.readString(file);
        vault.stop();

        assertReads(node(masters), "ws_1", sealed);
        byte[] later = sealed(node(masters), "ws_2");
        assertThat(node(masters).destroy("ws_1", NOW)).isEqualTo(NOW);
        assertThatThrownBy(() -> node(masters).changeMaster()).isInstanceOf(KeysAwayException.class);
        assertThat(Files.readString(file)).isEqualTo(before);

        vault.startAgain();
        assertThat(node(masters).changeMaster()).isEqualTo(1);
        assertThat(lines()).hasSize(1).doesNotContain(before.strip());
        assertReads(started("one"), "ws_2", later);
        assertThat(started("one").find("ws_1")).isEmpty();
    }

    @Test
    void givenMasterThatAnotherNodeChanged_whileVaultIsAway_thenItsKeysWait_andNoneIsMadeReadable() throws Exception {
        MasterKeys here = masters("one");
        node(here).takeUp();
        byte[] sealed = sealed(node(here), "ws_1");
        started("one").changeMaster();
        vault.stop();
        assertThatThrownBy(() -> node(here).find("ws_1")).isInstanceOf(KeysAwayException.class);
        assertThatThrownBy(() -> node(here).findOrMake("ws_2")).isInstanceOf(KeysAwayException.class);
        assertThat(jdbc.sql("SELECT count(*) FROM subject_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        vault.startAgain();
        assertReads(node(here), "ws_1", sealed);
        assertThat(node(here).findOrMake("ws_2")).isPresent();
    }

    @Test
    void givenKeyThatWasRotatedInVault_thenTheNextMasterHasTheNewVersion_andCopiesOfTheFileOpenNoMore()
            throws Exception {
        byte[] sealed = sealed(started("one"), "ws_1");
        String copy = Files.readString(file);
        vault.rotate("one");
        started("one").changeMaster();
        vault.openOnlyFrom("one", 2);
        assertReads(started("one"), "ws_1", sealed);

        String good = Files.readString(file);
        Files.writeString(file, copy);
        assertNothingIsLost(catchThrowable(() -> started("one")), "MASTER_KEY_SERVICE_REFUSES");
        Files.writeString(file, good);
        assertReads(started("one"), "ws_1", sealed);
    }

    @Test
    void givenTokenThatMayNotDecrypt_whenTheMasterIsChanged_thenNothingIsWrappedWithWhatNobodyOpens() throws Exception {
        byte[] sealed = sealed(started("one"), "ws_1");
        String before = Files.readString(file);
        MasterKeys masters = masters("one");
        vault.allow(TOKEN, "encrypt");
        assertThatThrownBy(() -> node(masters).changeMaster()).isInstanceOf(KeysAwayException.class);
        assertThat(Files.readString(file)).isEqualTo(before);
        vault.allow(TOKEN, "encrypt", "decrypt");
        assertReads(started("one"), "ws_1", sealed);
    }

    @Test
    void givenAnotherKeyOfVault_whenPutFirst_thenItSeals_andTheOtherIsNeededNoMore() throws Exception {
        byte[] sealed = sealed(started("one"), "ws_1");
        assertNothingIsLost(catchThrowable(() -> started("two")), "MASTER_KEY_SERVICE_UNKNOWN");
        assertNothingIsLost(catchThrowable(() -> node(new MasterKeys(file))), "MASTER_KEY_SERVICE_UNKNOWN");
        assertReads(started("two", "one"), "ws_1", sealed);
        assertThat(lines()).singleElement().asString().contains(" " + vault.uri("two") + " ");
        assertReads(started("two"), "ws_1", sealed);
    }

    @Test
    void givenKeyThatNobodyKnows_whenStarted_thenRefused() {
        for (String uri : List.of("azure-kv://vault/keys/one", "hcvault://vault.example/one", "nonsense")) {
            assertThat(told(catchThrowable(() -> new MasterKeySeal(List.of(uri), null)))
                            .getDescription())
                    .startsWith("MASTER_KEY_SERVICE_UNKNOWN: " + uri);
        }
    }

    @Test
    void givenReadableKeyInAFileThatCannotBeWritten_thenRefused() throws Exception {
        byte[] sealed = sealed(node(new MasterKeys(file)), "ws_1");
        Path inTheWay =
                Files.createDirectories(folder.resolve("personal.key.next").resolve("any"));
        assertThat(told(catchThrowable(() -> started("one"))).getDescription()).startsWith("MASTER_KEY_NOT_SEALED: ");
        Files.delete(inTheWay);
        assertReads(started("one"), "ws_1", sealed);
    }

    @Test
    void givenLineThatWasAltered_whenStarted_thenRefused_andNotTakenForLost() throws Exception {
        byte[] sealed = sealed(started("one"), "ws_1");
        String line = lines().get(0);
        Files.writeString(file, "0123456789abcdef" + line.substring(16));
        assertNothingIsLost(catchThrowable(() -> started("one")), "MASTER_KEY_SERVICE_REFUSES");
        Files.writeString(file, line + " more");
        assertThatThrownBy(() -> started("one")).isInstanceOf(IllegalStateException.class);
        Files.writeString(file, line);
        assertReads(started("one"), "ws_1", sealed);
    }
}
