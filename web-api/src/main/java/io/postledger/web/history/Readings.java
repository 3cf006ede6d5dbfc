package io.postledger.web.history;

import io.postledger.api.Ids;
import io.postledger.api.Rejection;
import io.postledger.api.RejectionCode;
import io.postledger.api.history.HistoryTarget;
import io.postledger.api.history.ReadingId;
import io.postledger.api.history.ReadingKind;
import io.postledger.api.history.RecordReading;
import io.postledger.web.call.Call;
import io.postledger.web.call.Messages;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.messaging.HandlerExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks about history, and where that is to be on record, has it recorded and asks again. */
@Component
class Readings {
    private final Messages messages;
    private final Ids ids;

    Readings(Messages messages, Ids ids) {
        this.messages = messages;
        this.ids = ids;
    }

    /** @param query what to ask, within a reading or, with null, without one */
    <R> R ask(
            Call call,
            ReadingKind kind,
            HistoryTarget target,
            Map<String, String> question,
            @Nullable ReadingId given,
            Function<@Nullable ReadingId, Object> query,
            Class<R> answer) {
        try {
            return messages.ask(call, query.apply(given), answer);
        } catch (HandlerExecutionException e) {
            if (!isUnrecorded(e)) {
                throw e;
            }
        }
        ReadingId reading = ids.next(ReadingId.PREFIX, ReadingId::new);
        messages.send(call, new RecordReading(reading, kind, target, question));
        return messages.ask(call, query.apply(reading), answer);
    }

    private static boolean isUnrecorded(HandlerExecutionException refusal) {
        Optional<Rejection> rejection = refusal.getDetails();
        return rejection
                .filter(found -> found.code() == RejectionCode.READING_NOT_RECORDED)
                .isPresent();
    }
}
