package io.postledger.embedded.networks.shared;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an account is about to post.
 *
 * @param fields what only this network's posts have
 */
public record Draft(String accountId, String text, List<MediaFile> media, Map<String, String> fields) {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    public Draft {
        text = text.strip();
        media = List.copyOf(media);
        fields = Map.copyOf(fields);
    }

    /** The same for what counts as the same post: white space, letter case and other fields make no difference. */
    String likeness() {
        StringBuilder all = new StringBuilder(accountId)
                .append(' ')
                .append(WHITE_SPACE.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT));
        media.forEach(file -> all.append(' ').append(file.sha256()));
        return all.toString();
    }
}
