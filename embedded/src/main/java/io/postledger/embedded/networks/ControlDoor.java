package io.postledger.embedded.networks;

import io.postledger.embedded.networks.HttpDoor.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The side of the simulation that trials and tests use, and the product never: the truth, faults, accounts, settings.
 * What a request gets wrong is answered 400 with a sentence.
 */
final class ControlDoor {

    private final Map<String, SimulatedNetwork> networks;
    private final Faults faults;
    private final CallCounts counts;
    private final SimulatedClock clock;
    private final Journal journal;

    ControlDoor(
            Map<String, SimulatedNetwork> networks,
            Faults faults,
            CallCounts counts,
            SimulatedClock clock,
            Journal journal) {
        this.networks = networks;
        this.faults = faults;
        this.counts = counts;
        this.clock = clock;
        this.journal = journal;
    }

    void handle(Call call, Line line) {
        if (call.content().isLarge()) {
            line.answer(Answer.text(413, ""));
            return;
        }
        try {
            Stream<ObjectNode> posts = posts(call);
            if (posts != null) {
                line.answerLines(posts.map(Json.MAPPER::writeValueAsString));
            } else {
                line.answer(route(call));
            }
        } catch (RuntimeException e) {
            line.answer(Answer.json(400, Json.object().put("error", String.valueOf(e.getMessage()))));
        }
    }

    /** The posts that the call asks for; null when it asks for something else. */
    private Stream<ObjectNode> posts(Call call) {
        String[] path = call.path().substring(1).split("/");
        boolean posts = Set.of("posts", "tweets").contains(path[path.length - 1]);
        if (!call.method().equals("GET") || !path[0].equals("truth") || !posts || path.length > 3) {
            return null;
        }
        String account = call.query().get("account");
        return path.length == 3
                ? network(path[1]).truth(account)
                : networks.values().stream().flatMap(network -> network.truth(account));
    }

    private Answer route(Call call) {
        String[] path = call.path().substring(1).split("/");
        String route = call.method() + " " + path[0];
        return switch (path.length + " " + route) {
            case "1 GET health" -> Answer.json(200, Json.object().put("status", "up"));
            case "3 GET truth" ->
                path[2].equals("calls")
                        ? Answer.json(200, counts.of(network(path[1]).name()))
                        : Answer.text(404, "");
            case "1 GET faults" -> Answer.json(200, Json.MAPPER.valueToTree(faults.list()));
            case "1 POST faults" -> addFault(Json.MAPPER.readTree(call.body()));
            case "1 DELETE faults" -> {
                faults.clear();
                yield Answer.text(204, "");
            }
            case "2 DELETE faults" -> Answer.text(faults.remove(Long.parseLong(path[1])) ? 204 : 404, "");
            case "1 GET accounts" ->
                Answer.json(
                        200,
                        Json.MAPPER.valueToTree(networks.values().stream()
                                .flatMap(network -> network.accounts().stream())
                                .toList()));
            case "1 POST accounts" -> addAccount((ObjectNode) Json.MAPPER.readTree(call.body()));
            case "1 GET settings" -> Answer.json(200, settings());
            case "1 POST settings" -> change(Json.MAPPER.readTree(call.body()));
            default -> Answer.text(404, "");
        };
    }

    private Answer addFault(JsonNode json) {
        Fault fault = Fault.of(json);
        List<SimulatedNetwork> where = fault.network().equals(Fault.EVERYWHERE)
                ? List.copyOf(networks.values())
                : List.of(network(fault.network()));
        if (!fault.kind().atOnce()) {
            return Answer.json(201, Json.object().put("id", faults.add(fault)));
        }
        String account = fault.account();
        List<SimulatedNetwork> struck = where.stream()
                .filter(network -> account == null || network.account(account).isPresent())
                .toList();
        if (struck.isEmpty()) {
            throw new IllegalArgumentException("no account " + account);
        }
        for (SimulatedNetwork network : struck) {
            if (fault.kind() == Fault.Kind.EXPIRE_TOKENS) {
                network.expireTokens(account);
            } else {
                network.revokeGrants(account);
            }
        }
        return Answer.text(204, "");
    }

    private Answer addAccount(ObjectNode json) {
        JsonNode network = json.remove("network");
        return Answer.json(
                201, network(network == null ? "x" : network.asString()).createAccount(json));
    }

    private ObjectNode settings() {
        ObjectNode all = Json.object().put("timeShiftSeconds", clock.shift().toSeconds());
        networks.values().forEach(network -> all.set(network.name(), network.settings()));
        return all;
    }

    private Answer change(JsonNode changes) {
        List<String> unknown = changes.propertyNames().stream()
                .filter(name -> !name.equals("timeShiftSeconds") && !networks.containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such settings: " + unknown);
        }
        networks.forEach((name, network) -> {
            if (changes.has(name)) {
                network.change(changes.get(name));
            }
        });
        if (changes.has("timeShiftSeconds")) {
            ObjectNode event = Json.object()
                    .put("network", SimulatedNetworks.ALL)
                    .put("type", "timeShift")
                    .put("seconds", changes.get("timeShiftSeconds").longValue());
            journal.append(event);
            replay(clock, event);
        }
        return Answer.json(200, settings());
    }

    static void replay(SimulatedClock clock, ObjectNode event) {
        clock.shiftBy(Duration.ofSeconds(event.path("seconds").longValue()));
    }

    private SimulatedNetwork network(String name) {
        SimulatedNetwork network = networks.get(name);
        if (network == null) {
            throw new IllegalArgumentException("no such network: " + name);
        }
        return network;
    }
}
