package io.postledger.web.privacy;

import io.postledger.api.privacy.ErasureView;
import io.postledger.api.privacy.Purged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A certificate for people: what the bundle says, in sentences. The bundle is what proves it. */
final class CertificateText {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TEXT = """
            CERTIFICATE OF ERASURE

            Erased:      %1$s
            Erasure:     %2$s
            Key:         destroyed at %3$s
            Older keys:  %4$s
            Certified:   %5$s

            Removed:
            %6$s
            Events, as the ledger has them:
            %7$s
            Proved by the head of %8$s leaves with the root
              %9$s
            signed at %10$s with the key %11$s of the installation %12$s.

            This text proves nothing by itself. The certificate beside it does, with no server:
              ./postledger audit verify erasure-%1$s.jsonl --anchor FILE
            """;

    private CertificateText() {}

    /** @param bundle of the erasure; its first line is the manifest */
    static byte[] of(ErasureView erasure, ErasureView.Certificate certificate, byte[] bundle) {
        List<JsonNode> lines = new String(bundle, StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
        JsonNode head = lines.get(0).path("head");
        return TEXT.formatted(
                        erasure.subject(),
                        erasure.erasureId(),
                        certificate.keyDestroyedAt(),
                        certificate.oldMasterDestroyed()
                                ? "unreadable in copies from before: the master key was changed"
                                : "readable in copies from before until whoever runs the installation changes the master key",
                        certificate.certifiedAt(),
                        certificate.purged().stream()
                                .map(CertificateText::removed)
                                .collect(Collectors.joining()),
                        lines.stream()
                                .filter(line -> "event".equals(line.path("type").asString("")))
                                .map(event -> "  leaf " + event.path("index").asLong() + ": "
                                        + event.path("says").asString() + "\n")
                                .collect(Collectors.joining()),
                        head.path("size").asLong(),
                        head.path("root").asString(),
                        head.path("time").asString(),
                        head.path("keyId").asString(),
                        head.path("origin").asString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String removed(Purged purged) {
        return "  " + purged.store() + ", " + purged.what() + (purged.count() < 0 ? "" : ": " + purged.count()) + "\n";
    }
}
