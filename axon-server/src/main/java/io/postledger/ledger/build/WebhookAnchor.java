package io.postledger.ledger.build;

import io.postledger.ledger.BundleText;
import io.postledger.ledger.LedgerKey;
import io.postledger.ledger.TreeHead;
import io.postledger.ledger.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An address that takes heads by POST, as the lines that a file would have. It is told, and not asked. */
final class WebhookAnchor implements Anchor {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    WebhookAnchor(URI address) {
        this.address = address;
    }

    @Override
    public String place() {
        // The rest of the address may be a secret.
        return "webhook:" + address.getHost();
    }

    @Override
    public void keep(List<LedgerKey> keys, TreeHead head) throws IOException, InterruptedException {
        String lines = Stream.concat(keys.stream().map(BundleText::write), Stream.of(BundleText.write(head)))
                .collect(Collectors.joining("\n", "", "\n"));
        HttpResponse<Void> answer = http.send(
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(lines))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("It answered " + answer.statusCode());
        }
    }

    @Override
    public Trust read() {
        return Trust.NONE;
    }
}
