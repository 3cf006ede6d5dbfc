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
            line.answer(Answer.text(404, "no such network"));
            return;
        }
        Call inner = call.at("/" + parts[2]);
        Target target = network.target(inner);
        counts.count(target);
        if (inner.content().isLarge() && !network.takesUploads(target)) {
            line.answer(Answer.text(413, ""));
        } else if (inner.content().wasCut()) {
            cut(network, inner, target, line);
        } else {
            Optional<Fault> fault = faults.draw(target, network.beginsProcessing(target));
            if (fault.isEmpty()) {
                line.answer(network.answer(inner, target, Conditions.NORMAL));
            } else {
                strike(fault.get(), network, inner, target, line);
            }
        }
    }

    private static void cut(SimulatedNetwork network, Call call, Target target, Line line) {
        if (network.keepsCutBodies(target)) {
            network.answer(call, target, Conditions.NORMAL);
        }
        line.reset();
    }

    private static void strike(Fault fault, SimulatedNetwork network, Call call, Target target, Line line) {
        Duration delay = Duration.ofMillis(fault.delayMs());
        switch (fault.kind()) {
            case ERROR_BEFORE_COMMIT -> line.answer(network.serverError(fault.status()));
            case RESET_BEFORE_COMMIT -> line.reset();
            case TIMEOUT_BEFORE_COMMIT -> line.resetAfter(delay);
            case RATE_LIMITED -> line.answer(network.rateLimited(target, delay));
            case CUT_BODY -> cut(network, call.with(call.content().firstHalf()), target, line);
            default -> {
                Answer done = network.answer(call, target, Conditions.of(fault));
                switch (fault.kind()) {
                    case DELAYED_VISIBILITY, MEDIA_SLOW, MEDIA_FAILS -> line.answer(done);
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
