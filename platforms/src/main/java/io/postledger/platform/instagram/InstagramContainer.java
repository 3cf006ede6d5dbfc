package io.postledger.platform.instagram;

import io.postledger.platform.graph.GraphError;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Instagram says of a container.
 *
 * @param failure what its subcode means, if it failed and names one that is documented
 * @param words Instagram's own, of a failure
 */
record InstagramContainer(State state, Optional<Judgement> failure, String words) {

    static final String STATUS = "instagram.container.status";
    static final Map<String, String> QUERY = Map.of("fields", "id,status_code,status");

    private static final Pattern SUBCODE = Pattern.compile("\\b22070[0-9]{2}\\b");

    /** Meta's words, but the last. */
    enum State {
        /** Instagram is at work: on making it ready, or on publishing it. */
        IN_PROGRESS,
        /** It can be published. */
        FINISHED,
        PUBLISHED,
        /** It was made ready, or was being published, and failed. */
        ERROR,
        /** It was not published within its 24 hours. */
        EXPIRED,
        /** The answer does not tell. */
        UNREADABLE
    }

    static InstagramContainer of(Reply reply) {
        GraphError error = GraphError.of(reply.json());
        if (error.subcode() == 2207020) {
            return new InstagramContainer(State.EXPIRED, Optional.empty(), "");
        }
        String code = reply.json().path("status_code").asString("");
        if (!reply.isDone() || !code.matches("IN_PROGRESS|FINISHED|PUBLISHED|ERROR|EXPIRED")) {
            return new InstagramContainer(State.UNREADABLE, Optional.empty(), "");
        }
        String words = reply.json().path("status").asString("");
        Matcher subcode = SUBCODE.matcher(words);
        Optional<Judgement> failure = subcode.find()
                ? Optional.ofNullable(InstagramErrors.ofSubcode(Integer.parseInt(subcode.group())))
                : Optional.empty();
        return new InstagramContainer(
                State.valueOf(code), failure, words.isBlank() ? "Instagram failed at the media." : words);
    }
}
