package io.postledger.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./postledger export} as its user runs it, into folders and into an S3-compatible store of its own. */
final class ExportedFiles implements AutoCloseable {
    private static final String BUCKET = "exports";
    private static final String KEY = "trial";
    private static final String SECRET = "trial-secret";

    private final Path data;
    private final Path folder;
    private final Path buckets;
    private final S3Proxy store;
    private String said = "";

    ExportedFiles(Path data, Path folder) throws Exception {
        this.data = data;
        this.folder = folder;
        buckets = Files.createDirectories(folder.resolve("buckets"));
        Files.createDirectories(buckets.resolve(BUCKET));
        store = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .blobStore(new FilesystemNio2BlobStore(buckets.toString()))
                .build();
        store.start();
    }

    /** All items, in their order, after the files were held against their manifest. */
    List<JsonNode> toFolder(String name, String... options) throws Exception {
        assertThat(run(folder.resolve(name).toString(), options)).as(said).isZero();
        List<JsonNode> items = new ArrayList<>();
        for (byte[] file : filesOf(name).values()) {
            new String(file, StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> items.add(JsonMapper.shared().readTree(line)));
        }
        return items;
    }

    /** Its files by name, without the manifest, which they were held against. */
    Map<String, byte[]> filesOf(String name) throws Exception {
        return files(folder.resolve(name));
    }

    /** What came to the store. */
    Map<String, byte[]> toBucket(String prefix, String... options) throws Exception {
        String[] all = Stream.concat(
                        Stream.of(options), Stream.of("--s3-endpoint", "http://127.0.0.1:" + store.getPort()))
                .toArray(String[]::new);
        assertThat(run("s3://" + BUCKET + "/" + prefix, all)).as(said).isZero();
        return files(buckets.resolve(BUCKET).resolve(prefix));
    }

    /** What the command says when it refuses. */
    String refused(String name, String... options) throws Exception {
        assertThat(run(folder.resolve(name).toString(), options)).isEqualTo(1);
        return said;
    }

    /** As an export that was killed leaves it: the manifest speaks of so many parts, the next one is there all the same. */
    void cutOffAfter(String name, int parts) throws IOException {
        Path file = folder.resolve(name).resolve("manifest.json");
        ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
        while (manifest.path("parts").size() > parts) {
            manifest.withArray("parts").remove(parts);
        }
        manifest.put("isComplete", false);
        Files.writeString(file, manifest.toString());
        Files.writeString(folder.resolve(name).resolve("part-000003.ndjson"), "half a part");
    }

    private static Map<String, byte[]> files(Path folder) throws Exception {
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(folder.resolve("manifest.json")));
        assertThat(manifest.path("isComplete").asBoolean()).isTrue();
        Map<String, byte[]> files = new TreeMap<>();
        for (JsonNode part : manifest.path("parts")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(part.path("name").asString()));
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(part.path("sha256").asString());
            files.put(part.path("name").asString(), bytes);
        }
        return files;
    }

    private int run(String into, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--data", data.toString(), "--into", into));
        OperatorProcess process = OperatorProcess.run(
                "ExportCommand",
                Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET),
                arguments.toArray(String[]::new));
        said = process.said();
        return process.exitCode();
    }

    @Override
    public void close() throws Exception {
        store.stop();
    }
}
