package io.postledger.platform.rules;

import io.postledger.api.media.Attachment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be published at one network.
 *
 * @param text possibly empty where there is media; an option {@link #TEXT} takes its place
 * @param media in the order in which they are shown
 * @param options what only this network asks for (a title, a board), by the names of its {@link ContentRules#options()}
 */
public record Content(String text, List<Attachment> media, Map<String, String> options) {

    /**
     * The one option that every network has: the text there, where it is another than the post's. It is taken out of the
     * options here, where content is made, so that no rule, connector or look-up can forget it.
     */
    public static final String TEXT = "text";

    public Content {
        Objects.requireNonNull(text, "text");
        media = List.copyOf(media);
        String own = options.get(TEXT);
        text = own == null || own.isBlank() ? text : own;
        options = options.entrySet().stream()
                .filter(option -> !option.getKey().equals(TEXT))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Content(String text) {
        this(text, List.of(), Map.of());
    }

    /** Empty where it is absent or blank. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
    }

    public List<Attachment> images() {
        return media.stream().filter(MediaTypes::isImage).toList();
    }

    public List<Attachment> videos() {
        return media.stream().filter(MediaTypes::isVideo).toList();
    }
}
