package io.postledger.embedded.operate;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say who audits which workspace of which installation. A password is never one of them. */
final class Auditor {
    private static final String PASSWORD = "POSTLEDGER_PASSWORD";

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of the installation.")
    private Path data;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of the product, where it is not run by ./postledger.")
    private URI url;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "Whom to sign in. The password is asked for, or is in $" + PASSWORD + " or --password-file.")
    private String email;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the password in its first line.")
    private Path passwordFile;

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            description = "Which workspace; the only one of whoever signs in where it is left out.")
    private String workspace;

    /** Whether it is said who audits; otherwise it is whoever runs the installation. */
    boolean isNamed() {
        return email != null;
    }

    /** As it was given; null where it was not. */
    String workspace() {
        return workspace;
    }

    /** The installation as its operator sees it. @param keyFile where it is not in the data folder */
    OperatorApi operator(Path keyFile) throws OperatorException {
        return WhichInstallation.api(data, url, keyFile);
    }

    AuditorApi api() throws OperatorException, InterruptedException {
        if (email == null) {
            throw new OperatorException("Who audits? --email ADDRESS");
        }
        if (url == null && data == null) {
            throw new OperatorException("Which installation? --data DIR, or --url URL");
        }
        return new AuditorApi(url == null ? ProductHttp.of(data) : url, email, password()).in(workspace);
    }

    private String password() throws OperatorException {
        if (passwordFile != null) {
            try {
                return Files.readString(passwordFile).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new OperatorException("The password file " + passwordFile + " cannot be read");
            }
        }
        if (System.getenv(PASSWORD) != null) {
            return System.getenv(PASSWORD);
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", email);
        if (typed == null) {
            throw new OperatorException("The password: $" + PASSWORD + ", or --password-file FILE");
        }
        return new String(typed);
    }
}
