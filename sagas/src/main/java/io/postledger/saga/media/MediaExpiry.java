package io.postledger.saga.media;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.media.ExpireMedia;
import io.postledger.api.media.ExpiredMedia;
import io.postledger.api.media.FindExpiredMedia;
import io.postledger.api.media.MediaId;
import io.postledger.messaging.ProcessCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sees to it that workspaces' rules of retention are kept. Every deletion is a command's decision and an event; nothing is
 * remembered here, so that a run that was cut off is simply run again, and one node does it at a time.
 */
@Configuration(proxyBeanMethods = false)
class MediaExpiry {
    private static final Logger log = LoggerFactory.getLogger(MediaExpiry.class);
    private static final String PROCESS = "retention";
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final int PAGE = 200;
    private static final int ANSWER_SECONDS = 30;

    @Bean
    RecurringTask<Void> mediaExpiryTask(CommandGateway gateway, QueryGateway queries) {
        ProcessCommands commands = new ProcessCommands(gateway, PROCESS);
        return Tasks.recurring("media.expire", FixedDelay.of(EVERY)).execute((instance, context) -> {
            List<ExpiredMedia.Item> page = List.of();
            do {
                page = due(
                        queries,
                        page.isEmpty() ? null : page.get(page.size() - 1).mediaId());
                page.forEach(item -> expire(commands, item));
            } while (page.size() == PAGE);
        });
    }

    private static List<ExpiredMedia.Item> due(QueryGateway queries, @Nullable String after) {
        return queries.query(
                        FindExpiredMedia.class.getName(),
                        new GenericMessage<>(
                                new FindExpiredMedia(after, PAGE),
                                Map.of(MessageContext.ACTOR, MessageContext.PROCESS_PREFIX + PROCESS)),
                        ResponseTypes.instanceOf(ExpiredMedia.class))
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .join()
                .items();
    }

    private static void expire(ProcessCommands commands, ExpiredMedia.Item item) {
        try {
            commands.send(item.workspaceId(), new ExpireMedia(new MediaId(item.mediaId())));
        } catch (RejectedException e) {
            // It came to be used, held or closed meanwhile; or is asked about again the next time.
            log.info("{} is not deleted now: {}", item.mediaId(), e.code());
        }
    }
}
