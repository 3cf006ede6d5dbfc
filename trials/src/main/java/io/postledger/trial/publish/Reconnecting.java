package io.postledger.trial.publish;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A user who now and then looks whether an account has to be connected again, and does it. */
final class Reconnecting implements Runnable {
    private final PublishUser user;
    private final Random random;
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean over;

    Reconnecting(PublishUser user, Random random) {
        this.user = user;
        this.random = random;
    }

    @Override
    public void run() {
        while (!over && !Thread.currentThread().isInterrupted()) {
            Pauses.millis(2_000 + random.nextInt(4_000));
            for (String id : user.disconnected()) {
                user.accounts().stream()
                        .filter(account -> account.id().equals(id))
                        .filter(user::reconnect)
                        .forEach(account -> done.incrementAndGet());
            }
        }
    }

    int done() {
        return done.get();
    }

    void stop() {
        over = true;
    }
}
