package io.postledger.embedded.networks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One network. An eighth is one package with an implementation, which mostly extends
 * {@link io.postledger.embedded.networks.shared.NetworkBase}, and one line in {@link SimulatedNetworks}.
 */
public interface SimulatedNetwork {

    /** Its place in paths and in the journal, for example {@code x}. */
    String name();

    Target target(Call call);

    Answer answer(Call call, Target target, Conditions conditions);

    /** Whether bodies over a megabyte are for this endpoint; elsewhere they are refused unread. */
    default boolean takesUploads(Target target) {
        return false;
    }

    /** Whether what came of a body keeps its worth when the connection breaks ({@link Body#wasCut}): resumable uploads. */
    default boolean keepsCutBodies(Target target) {
        return false;
    }

    /** Whether calls of this endpoint begin the processing of media: the only ones that faults of media strike. */
    default boolean beginsProcessing(Target target) {
        return false;
    }

    Answer serverError(int status);

    /** A refusal with the network's own headers, that ends so much later. */
    Answer rateLimited(Target target, Duration until);

    /** What happened before this process began. */
    void replay(ObjectNode event);

    /** @throws IllegalArgumentException when a field is missing, wrong or unknown */
    ObjectNode createAccount(JsonNode account);

    List<ObjectNode> accounts();

    Optional<ObjectNode> account(String handle);

    /** @param handleOrNull null for every account */
    void expireTokens(String handleOrNull);

    /** @param handleOrNull null for every account */
    void revokeGrants(String handleOrNull);

    JsonNode settings();

    /** @throws RuntimeException when a setting is unknown or of a wrong type; nothing is changed then */
    void change(JsonNode settings);

    /**
     * What was really posted, in order: network, id, account, accountId, text, createdAt, media, fields, and how often
     * (copies).
     *
     * @param handleOrNull null for every account
     */
    Stream<ObjectNode> truth(String handleOrNull);
}
