package io.postledger.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChdbLibraryFileTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,amd64,lib-linux-x64-gnu",
        "Linux,aarch64,lib-linux-arm64-gnu",
        "Mac OS X,x86_64,lib-darwin-x64",
        "Mac OS X,aarch64,lib-darwin-arm64"
    })
    void givenSupportedMachine_whenAsked_thenItsPackage(String os, String arch, String name) throws Exception {
        assertThat(ChdbLibraryFile.packageFor(os, arch)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11,amd64", "Linux,riscv64"})
    void givenAnyOtherMachine_whenAsked_thenOneSentenceNamesIt(String os, String arch) {
        assertThatThrownBy(() -> ChdbLibraryFile.packageFor(os, arch))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(os + " " + arch)
                .hasMessageNotContaining("\n");
    }

    @Test
    void givenJarInTarget_whenLocated_thenTheModulesNodeModules(@TempDir Path module) throws Exception {
        Path library = module.resolve("node_modules/@chdb/lib-x/libchdb.so");
        Files.createDirectories(library.getParent());
        Files.createFile(library);

        assertThat(ChdbLibraryFile.locateBeside(module.resolve("target/embedded.jar"), "lib-x"))
                .isEqualTo(library);
        assertThatThrownBy(() -> ChdbLibraryFile.locateBeside(module.resolve("target/classes"), "lib-y"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("npm ci");
    }
}
