package io.postledger.ledger.build;

import io.postledger.ledger.BundleReader;
import io.postledger.ledger.BundleText;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file that only grows: a line for each key and each head. */
final class FileAnchor implements Anchor {
    private final Path file;

    /** Ids of the keys that it has, once that was looked up. */
    private @Nullable Set<String> known;

    FileAnchor(Path file) {
        this.file = file;
    }

    @Override
    public String place() {
        return "file:" + file;
    }

    @Override
    public void keep(List<LedgerKey> keys, TreeHead head) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Set<String> there =
                known == null ? read().keys().stream().map(LedgerKey::id).collect(Collectors.toSet()) : known;
        StringBuilder lines = new StringBuilder();
        for (LedgerKey key : keys) {
            if (!there.contains(key.id())) {
                lines.append(BundleText.write(key)).append('\n');
            }
        }
        lines.append(BundleText.write(head)).append('\n');
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        known = keys.stream().map(LedgerKey::id).collect(Collectors.toSet());
    }

    @Override
    public Trust read() throws IOException {
        return Files.exists(file) ? BundleReader.readTrust(Files.readAllLines(file)) : Trust.NONE;
    }
}
