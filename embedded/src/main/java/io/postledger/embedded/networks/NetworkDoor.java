package io.postledger.embedded.networks;

import io.postledger.embedded.networks.HttpDoor.Line;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the product calls: the network answers, unless a fault waits for the call. */
final class NetworkDoor {

    private final Map<String, SimulatedNetwork> networks;
    private final Faults faults;
    private final CallCounts counts;

    NetworkDoor(Map<String, SimulatedNetwork> networks, Faults faults, CallCounts counts) {
        this.networks = networks;
        this.faults = faults;
        this.counts = counts;
    }

    void handle(Call call, Line line) {
        String[] parts = call.path().split("/", 3);
        SimulatedNetwork network = parts.length < 3 ? null : networks.get(parts[1]);
        if (network == null) {
            line.answer(new Answer(404, Map.of(), "text/plain", "no such network"));
            return;
        }
        Call inner = new Call(call.method(), "/" + parts[2], call.query(), call.headers(), call.body());
        Target target = network.target(inner);
        counts.count(target);
        Optional<Fault> fault = faults.draw(target);
        if (fault.isEmpty()) {
            line.answer(network.answer(inner, target, Duration.ZERO));
        } else {
            strike(fault.get(), network, inner, target, line);
        }
    }

    private static void strike(Fault fault, SimulatedNetwork network, Call call, Target target, Line line) {
        Duration delay = Duration.ofMillis(fault.delayMs());
        switch (fault.kind()) {
            case ERROR_BEFORE_COMMIT -> line.answer(network.serverError(fault.status()));
            case RESET_BEFORE_COMMIT -> line.reset();
            case TIMEOUT_BEFORE_COMMIT -> line.resetAfter(delay);
            case RATE_LIMITED -> line.answer(network.rateLimited(target, delay));
            case DELAYED_VISIBILITY -> line.answer(network.answer(call, target, delay));
            default -> {
                Answer done = network.answer(call, target, Duration.ZERO);
                switch (fault.kind()) {
                    case ERROR_AFTER_COMMIT -> line.answer(network.serverError(fault.status()));
                    case RESET_AFTER_COMMIT -> line.reset();
                    case TIMEOUT_AFTER_COMMIT -> line.resetAfter(delay);
                    case LATENCY -> line.answerAfter(delay, done);
                    case SLOW_BODY -> line.answerSlowly(delay, done);
                    case GARBLED_ANSWER ->
                        line.answer(new Answer(done.status(), Map.of(), "text/html", "<html>Please wait…"));
                    default -> throw new IllegalStateException(fault.kind() + " does not wait for a call");
                }
            }
        }
    }
}
