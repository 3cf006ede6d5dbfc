package io.postledger.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BuildBudgetTest {
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final InterceptorChain HANDLED = () -> "handled";

    /** So that this much work is to be waited for ten times as long. */
    private final BuildBudget budget =
            new BuildBudget(0.1 / Runtime.getRuntime().availableProcessors());

    @Test
    void whileNobodyWorksNothingIsWaitedFor() throws Exception {
        budget.spend(WORK * 1_000);

        assertThat(waited()).isLessThan(WORK);
    }

    @Test
    void afterACommandWorkIsWithinItsShare() throws Exception {
        command();
        budget.spend(WORK);

        assertThat(waited()).isBetween(WORK * 9, WORK * 30);
        assertThat(waited()).as("once more, without work in between").isLessThan(WORK);
    }

    @Test
    void whoeverIsWaitedForHasAllOfIt() throws Exception {
        command();
        budget.hurry();
        budget.spend(WORK * 1_000);

        assertThat(waited()).isLessThan(WORK);

        budget.hurried();
        assertThat(budget.isShared()).isTrue();
    }

    @Test
    void theCommandIsHandled() throws Exception {
        assertThat(command()).isEqualTo("handled");
    }

    @Test
    void aShareIsAShare() {
        assertThatThrownBy(() -> new BuildBudget(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BuildBudget(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    private Object command() throws Exception {
        return budget.handle(new DefaultUnitOfWork<>(GenericCommandMessage.asCommandMessage("a command")), HANDLED);
    }

    /** Nanoseconds. */
    private long waited() throws InterruptedException {
        long begin = System.nanoTime();
        budget.await();
        return System.nanoTime() - begin;
    }
}
