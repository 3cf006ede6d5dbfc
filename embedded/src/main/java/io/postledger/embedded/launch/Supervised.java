package io.postledger.embedded.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The life of one child: started, watched, started again with back-off when it ends by itself, stopped when told to. */
final class Supervised {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration WATCH_EVERY = Duration.ofMillis(200);

    private final Child child;
    private final Console console;
    private final Runnable whenStartedAgain;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile ProcessHandle process;
    private boolean stopping;

    /** @param whenStartedAgain called when a child that had ended is ready again, with another process number */
    Supervised(Child child, Console console, Runnable whenStartedAgain) {
        this.child = child;
        this.console = console;
        this.whenStartedAgain = whenStartedAgain;
    }

    String name() {
        return child.name();
    }

    Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).filter(ProcessHandle::isAlive);
    }

    /** @return done when first ready; fails with a {@link LaunchFailure} when the child never gets there */
    CompletableFuture<Void> start() {
        Thread thread = new Thread(this::live, "watch-" + child.name());
        thread.setDaemon(true);
        thread.start();
        return ready;
    }

    private void live() {
        int failures = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            long begin = System.nanoTime();
            String trouble;
            try {
                if (!launch()) {
                    return;
                }
                child.readiness().await(process, child.startPatience());
                announce(begin);
                // Longer and longer pauses are for one that does not get ready; a start is pause enough for the others.
                pause = FIRST_PAUSE;
                awaitEnd();
                trouble = "ended by itself";
            } catch (IOException e) {
                trouble = "did not start: " + e.getMessage();
            }
            if (isStopping()) {
                return;
            }
            if (!ready.isDone() && ++failures >= child.attempts()) {
                fail(trouble);
                return;
            }
            console.line(child.name() + " " + trouble + "; starting it again in " + pause.toSeconds() + " s.");
            if (!waitUnlessStopped(pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Under the same lock as {@link #stop}, so that nothing is started that a stop has not seen. */
    private synchronized boolean launch() throws IOException {
        if (stopping) {
            return false;
        }
        boundLog();
        // What did not become ready in time may still run.
        child.stop();
        process = child.start();
        return true;
    }

    private void announce(long begin) {
        if (isStopping()) {
            return;
        }
        if (ready.isDone()) {
            console.line(child.name() + " runs again.");
            whenStartedAgain.run();
        } else {
            console.step(child.name(), "ready", Duration.ofNanos(System.nanoTime() - begin));
            ready.complete(null);
        }
    }

    private void fail(String trouble) {
        try {
            child.stop();
        } catch (IOException e) {
            trouble += " (" + e.getMessage() + ")";
        }
        String lastWords = LogFile.lastWords(child.log());
        ready.completeExceptionally(new LaunchFailure(child.name() + " " + trouble + "."
                + (lastWords.isEmpty() ? "" : " Its last words: " + lastWords) + " (log: " + child.log() + ")"));
    }

    private void awaitEnd() {
        boolean goOn = true;
        while (goOn && child.runs()) {
            boundLog();
            goOn = waitUnlessStopped(WATCH_EVERY);
        }
    }

    private void boundLog() {
        try {
            LogFile.bound(child.log(), LogFile.LIMIT);
        } catch (IOException e) {
            console.line("The log " + child.log() + " cannot be kept short: " + e.getMessage());
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized boolean waitUnlessStopped(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        try {
            long left = time.toMillis();
            while (!stopping && left > 0) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !stopping;
    }

    /** Ends the child for good; safe to call whether it runs, waits to be started again or was never started. */
    synchronized void stop() throws IOException {
        stopping = true;
        notifyAll();
        child.stop();
    }

    /** Ends the child at once, without waiting for a start or a stop that is under way. */
    void kill() {
        child.kill();
    }
}
