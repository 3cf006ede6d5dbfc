package io.postledger.platform.rules;

import io.postledger.api.media.Attachment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be published at one network.
 *
 * @param text possibly empty where there is media
 * @param media in the order in which they are shown
 * @param options what only this network asks for (a title, a board), by the names of its {@link ContentRules#options()}
 */
public record Content(String text, List<Attachment> media, Map<String, String> options) {

    public Content {
        Objects.requireNonNull(text, "text");
        media = List.copyOf(media);
        options = Map.copyOf(options);
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
