package io.postledger.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @Test
    void givenFile_whenRead_thenItsUserIsLetInAndNoOther(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("user"), "user=ann\npassword=s3:cret\n");

        Credentials credentials = Credentials.read(file, Map.of());

        assertThatCode(() -> credentials.check("ann", "s3:cret")).doesNotThrowAnyException();
        assertThatThrownBy(() -> credentials.check("ann", "s3")).hasMessageStartingWith("Code: 516. ");
        assertThatThrownBy(() -> credentials.check("bob", "s3:cret")).hasMessageStartingWith("Code: 516. ");
        assertThatThrownBy(() -> credentials.check(null, null)).hasMessageStartingWith("Code: 516. ");
        assertThat(credentials.toString()).doesNotContain("s3:cret");
    }

    @Test
    void givenNoPassword_whenRead_thenServerDoesNotStartOpenToAll() {
        assertThatThrownBy(() -> Credentials.read(null, Map.of("CLICKHOUSE_USER", "ann")))
                .isInstanceOf(StartException.class);
    }
}
