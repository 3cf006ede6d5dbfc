package io.postledger.projection;

import io.postledger.api.Ids;
import io.postledger.api.MessageContext;
import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * A thing and the version of it that a query's answer must show at least, as the command that made that version answered.
 *
 * @param version of the aggregate, from 0
 */
public record Asked(String id, long version) {
    private static final int MOST = 20;
    private static final Pattern FORM = Pattern.compile("([a-z]+_[0-9a-z]{26}):(\\d{1,18})");

    /**
     * What the query under way asks for by {@link MessageContext#AT_LEAST}; nothing where it asks for nothing, or no message
     * is under way. Rejected: INVALID_REQUEST, INVALID_ID where it is no id of this prefix.
     */
    public static List<Asked> ofCurrentQuery(String prefix) {
        if (!CurrentUnitOfWork.isStarted()) {
            return List.of();
        }
        Object asked = CurrentUnitOfWork.get().getMessage().getMetaData().get(MessageContext.AT_LEAST);
        if (!(asked instanceof String text)) {
            return List.of();
        }
        List<Asked> all =
                Stream.of(text.split(",", -1)).map(one -> parse(one, prefix)).toList();
        if (all.size() > MOST) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "At most " + MOST + " things can be waited for",
                    Map.of("limit", Integer.toString(MOST)));
        }
        return all;
    }

    private static Asked parse(String text, String prefix) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new RejectedException(
                    RejectionCode.INVALID_REQUEST,
                    "What is to be shown at least is an id and a version, such as " + prefix + "_…:3");
        }
        return new Asked(Ids.require(prefix, matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
}
