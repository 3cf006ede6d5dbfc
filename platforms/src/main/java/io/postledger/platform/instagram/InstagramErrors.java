package io.postledger.platform.instagram;

import io.postledger.platform.Codes;
import io.postledger.platform.graph.GraphError;
import io.postledger.platform.http.Judgement;
import io.postledger.platform.http.Judgement.Verdict;
import java.util.Optional;

/**
 * Instagram's subcodes. Where Meta's own advice leaves open whether something was done, or practice contradicts it, nothing
 * is decided: the container tells.
 *
 * @see <a href="https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes">Meta</a>
 */
final class InstagramErrors {

    private InstagramErrors() {}

    static Optional<Judgement> judge(GraphError error) {
        return Optional.ofNullable(ofSubcode(error.subcode()));
    }

    /** @return null for one that is not Instagram's, or not documented */
    static Judgement ofSubcode(int subcode) {
        return switch (subcode) {
            // The account's posts of the day are used up.
            case 2207042 -> Judgement.RATE_LIMITED;
            // "Suspected to be spam": has been seen of posts that were live.
            case 2207051 -> Judgement.undecided(Codes.INCONCLUSIVE);
            // The container is not ready to be published.
            case 2207027 -> new Judgement(Verdict.NOT_TAKEN, Codes.PROCESSING);
            // The container's 24 hours are over.
            case 2207020 -> new Judgement(Verdict.NOT_TAKEN, Codes.PREPARATION_EXPIRED);
            // Our media took too long to come, or did not come at all.
            case 2207003, 2207052 -> new Judgement(Verdict.NOT_TAKEN, Codes.MEDIA_UNREADABLE);
            // Instagram's own trouble.
            case 2207001, 2207032, 2207053, 2207082 -> Judgement.undecided(Codes.SERVER_ERROR);
            // Too large; an image format, a ratio, a kind of media, a video format that it does not take.
            case 2207004, 2207005, 2207009, 2207023, 2207026 -> Judgement.refused(Codes.MEDIA_REFUSED);
            // Caption too long, wrong number of items, too many tags, a thumbnail past the end.
            case 2207010, 2207028, 2207040, 2207057 -> Judgement.refused(Codes.INVALID_REQUEST);
            // The account is restricted, inactive or has to pass a checkpoint.
            case 2207050 -> Judgement.refused(Codes.FORBIDDEN);
            default -> null;
        };
    }
}
