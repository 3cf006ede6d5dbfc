package io.postledger.embedded.networks;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One network. An eighth is one package with an implementation, and one line in {@link SimulatedNetworks}. */
public interface SimulatedNetwork {

    /** Its place in paths and in the journal, for example {@code x}. */
    String name();

    Target target(Call call);

    /** @param hiddenFor how long look-ups shall not show what this call creates */
    Answer answer(Call call, Target target, Duration hiddenFor);

    Answer serverError(int status);

    /** A refusal with the network's own headers, that ends so much later. */
    Answer rateLimited(Target target, Duration until);

    /** What happened before this process began. */
    void replay(ObjectNode event);

    /** @throws IllegalArgumentException when a field is missing, wrong or unknown */
    ObjectNode createAccount(JsonNode account);

    List<ObjectNode> accounts();

    /** @param handleOrNull null for every account */
    void expireTokens(String handleOrNull);

    /** @param handleOrNull null for every account */
    void revokeGrants(String handleOrNull);

    JsonNode settings();

    /** @throws RuntimeException when a setting is unknown or of a wrong type; nothing is changed then */
    void change(JsonNode settings);

    /** What was really posted, in order: id, account, accountId, text, createdAt, and how often (copies). */
    Stream<ObjectNode> truth();
}
