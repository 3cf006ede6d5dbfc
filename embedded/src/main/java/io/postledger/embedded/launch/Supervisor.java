package io.postledger.embedded.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** All children of one run, in the order in which they must stop: who needs others comes before them. */
final class Supervisor {

    private final Console console;
    private final List<Supervised> children = new ArrayList<>();

    /** @param whenStartedAgain called when a child that had ended is ready again */
    Supervisor(List<Child> inStopOrder, Console console, Runnable whenStartedAgain) {
        this.console = console;
        for (Child child : inStopOrder) {
            children.add(new Supervised(child, console, whenStartedAgain));
        }
    }

    /** Starts every child at once, but those that wait for another only when that one is ready. */
    CompletableFuture<Void> start(Map<String, String> waitsFor) {
        Map<String, CompletableFuture<Void>> ready = new LinkedHashMap<>();
        children.forEach(child -> ready.put(child.name(), new CompletableFuture<>()));
        for (Supervised child : children) {
            CompletableFuture<Void> first = waitsFor.containsKey(child.name())
                    ? ready.get(waitsFor.get(child.name()))
                    : CompletableFuture.completedFuture(null);
            first.thenCompose(begun -> child.start()).whenComplete((done, failure) -> {
                if (failure == null) {
                    ready.get(child.name()).complete(null);
                } else {
                    ready.get(child.name()).completeExceptionally(failure);
                }
            });
        }
        return allOrFirstFailure(ready.values());
    }

    private static CompletableFuture<Void> allOrFirstFailure(Iterable<CompletableFuture<Void>> futures) {
        List<CompletableFuture<Void>> list = new ArrayList<>();
        futures.forEach(list::add);
        CompletableFuture<Void> all = CompletableFuture.allOf(list.toArray(CompletableFuture[]::new));
        for (CompletableFuture<Void> future : list) {
            future.whenComplete((done, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                }
            });
        }
        return all;
    }

    /** The numbers of the processes that run now, by name. */
    Map<String, Long> processes() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        children.forEach(child -> child.process().ifPresent(process -> numbers.put(child.name(), process.pid())));
        return numbers;
    }

    /** Stops one after the other. One that cannot be stopped does not keep the others running. */
    void stop() {
        for (Supervised child : children) {
            boolean ran = child.process().isPresent();
            long begin = System.nanoTime();
            try {
                child.stop();
                if (ran) {
                    console.step(child.name(), "stopped", Duration.ofNanos(System.nanoTime() - begin));
                }
            } catch (IOException e) {
                console.line("  " + child.name() + " did not stop: " + e.getMessage());
                child.kill();
            }
        }
    }

    void kill() {
        children.forEach(Supervised::kill);
    }
}
