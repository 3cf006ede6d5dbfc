package io.postledger.saga.media;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.postledger.api.media.MediaPurged;
import io.postledger.api.media.MediaUploaded;
import io.postledger.api.media.MediaVault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives up what was uploaded and never registered, or was purged since: cut off, refused, or left by a process that died. The
 * log is asked, not remembered: an upload whose event is there is kept whatever else was lost.
 */
@Configuration(proxyBeanMethods = false)
class MediaHousekeeping {
    private static final Logger log = LoggerFactory.getLogger(MediaHousekeeping.class);
    private static final Duration EVERY = Duration.ofMinutes(15);

    /** Longer than any upload pauses, and than any command is under way. */
    private static final Duration UNTOUCHED_FOR = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> mediaTidyTask(MediaVault vault, EventStore events, Clock clock) {
        return Tasks.recurring("media.tidy", FixedDelay.of(EVERY)).execute((instance, context) -> {
            int givenUp = vault.tidy(
                    clock.instant().minus(UNTOUCHED_FOR), (mediaId, sha256) -> isInTheLog(events, mediaId, sha256));
            if (givenUp > 0) {
                log.info("Gave up {} uploads that no event speaks of", givenUp);
            }
        });
    }

    /** Bytes that were purged are not wanted a second time either. */
    private static boolean isInTheLog(EventStore events, String mediaId, String sha256) {
        List<Object> known = events.readEvents(mediaId)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
        return known.stream().noneMatch(MediaPurged.class::isInstance)
                && known.stream()
                        .anyMatch(event -> event instanceof MediaUploaded uploaded
                                && uploaded.sha256().equals(sha256));
    }
}
