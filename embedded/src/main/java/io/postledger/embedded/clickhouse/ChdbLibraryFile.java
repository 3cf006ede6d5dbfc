package io.postledger.embedded.clickhouse;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where {@code npm ci} has put the engine: {@code node_modules/@chdb/lib-<os>-<arch>/libchdb.so} in the embedded module.
 * The file has this name on macOS too.
 */
final class ChdbLibraryFile {

    /** System property with the file's path, for a library somewhere else. */
    static final String PROPERTY = "postledger.chdb.library";

    private static final Map<String, String> PACKAGES = Map.of(
            "linux x64", "lib-linux-x64-gnu",
            "linux arm64", "lib-linux-arm64-gnu",
            "darwin x64", "lib-darwin-x64",
            "darwin arm64", "lib-darwin-arm64");

    private ChdbLibraryFile() {}

    /** @throws StartException on a machine that has no package, or if the package is not installed */
    static Path locate(Path given) throws StartException {
        if (given == null && System.getProperty(PROPERTY) == null) {
            String name = packageFor(System.getProperty("os.name"), System.getProperty("os.arch"));
            return locateBeside(codeLocation(), name);
        }
        Path library = given == null ? Path.of(System.getProperty(PROPERTY)) : given;
        if (!Files.isReadable(library)) {
            throw new StartException("there is no readable ClickHouse library at " + library);
        }
        return library;
    }

    /** @param osName, osArch as Java's system properties have them */
    static String packageFor(String osName, String osArch) throws StartException {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch;
        };
        String platform = (os.startsWith("mac") || os.equals("darwin") ? "darwin" : os) + " " + arch;
        String name = PACKAGES.get(platform);
        if (name == null) {
            throw new StartException("the embedded ClickHouse runs on Linux (glibc) and macOS on x64 and arm64, not on "
                    + osName + " " + osArch + "; give the product the address of a ClickHouse server instead");
        }
        return name;
    }

    /** The module's folder is the parent of target/, whether the classes are a folder or a jar there. */
    static Path locateBeside(Path code, String packageName) throws StartException {
        for (Path folder = code; folder != null; folder = folder.getParent()) {
            Path library = folder.resolve("node_modules")
                    .resolve("@chdb")
                    .resolve(packageName)
                    .resolve("libchdb.so");
            if (Files.isReadable(library)) {
                return library;
            }
        }
        throw new StartException("the ClickHouse library @chdb/" + packageName + " is not installed above " + code
                + ": build the embedded module with Maven, which runs npm ci, or give --library");
    }

    private static Path codeLocation() throws StartException {
        try {
            return Path.of(ChdbLibraryFile.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | IllegalArgumentException odd) {
            throw new StartException("cannot tell where the embedded module is: give --library");
        }
    }
}
