package io.postledger.embedded.operate;

import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say which installation is operated. */
final class WhichInstallation {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Data folder of the installation.")
    private Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Address of the product, where it is not run by ./postledger; with --key-file.")
    private URI url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            scope = CommandLine.ScopeType.INHERIT,
            description = "File with the operator key.")
    private Path keyFile;

    OperatorApi api() throws OperatorException {
        return api(data, url, keyFile);
    }

    /** @throws OperatorException where too little is said, none runs, or the key cannot be read */
    static OperatorApi api(Path data, URI url, Path keyFile) throws OperatorException {
        if (url != null && keyFile != null) {
            return OperatorApi.at(url, keyFile);
        }
        if (data == null) {
            throw new OperatorException("Which installation? --data DIR, or --url URL with --key-file FILE");
        }
        return OperatorApi.on(data);
    }
}
