package io.postledger.platform.linkedin;

import io.postledger.api.media.Attachment;
import io.postledger.platform.Prepared;
import io.postledger.platform.Submission;
import io.postledger.platform.rules.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A post as LinkedIn is told it, and as it is known again among others. */
final class LinkedInPost {

    private final Submission submission;
    private final Content content;
    private final List<String> files;

    LinkedInPost(Submission submission, Prepared prepared) {
        this.submission = submission;
        this.content = submission.content();
        this.files = content.media().stream()
                .map(file -> new Upload(file.mediaId(), prepared).urn())
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether every file has been sent to LinkedIn. */
    boolean isWhole() {
        return files.size() == content.media().size();
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("author", submission.account().externalId());
        body.put("commentary", LittleText.write(content.text()));
        body.put("visibility", content.option(LinkedInContentRules.VISIBILITY).orElse("PUBLIC"));
        body.put(
                "distribution",
                Map.of(
                        "feedDistribution", "MAIN_FEED",
                        "targetEntities", List.of(),
                        "thirdPartyDistributionChannels", List.of()));
        attached().ifPresent(attached -> body.put("content", attached));
        body.put("lifecycleState", "PUBLISHED");
        body.put("isReshareDisabledByAuthor", false);
        return body;
    }

    private Optional<Map<String, Object>> attached() {
        Optional<String> link = content.option(LinkedInContentRules.ARTICLE);
        if (link.isPresent()) {
            Map<String, Object> article = new LinkedHashMap<>();
            article.put("source", link.get());
            content.option(LinkedInContentRules.ARTICLE_TITLE).ifPresent(title -> article.put("title", title));
            content.option(LinkedInContentRules.ARTICLE_DESCRIPTION)
                    .ifPresent(text -> article.put("description", text));
            return Optional.of(Map.of("article", article));
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        if (files.size() > 1) {
            List<Map<String, Object>> images = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                images.add(file(files.get(i), content.media().get(i)));
            }
            return Optional.of(Map.of("multiImage", Map.of("images", images)));
        }
        Map<String, Object> media = file(files.get(0), content.media().get(0));
        content.option(LinkedInContentRules.TITLE).ifPresent(title -> media.put("title", title));
        return Optional.of(Map.of("media", media));
    }

    private static Map<String, Object> file(String urn, Attachment attachment) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("id", urn);
        if (attachment.altText() != null && !attachment.altText().isBlank()) {
            file.put("altText", attachment.altText());
        }
        return file;
    }

    /**
     * Whether a post as LinkedIn lists it is this one. A file's URN is of one upload only, so it decides where there is one.
     *
     * @return empty when it may be or not
     */
    Optional<Boolean> isThe(JsonNode listed) {
        List<String> theirs = files(listed.path("content"));
        if (isWhole() && !files.isEmpty() && theirs.equals(files)) {
            return Optional.of(true);
        }
        Optional<Boolean> sameText = Commentary.ofWritten(content.text())
                .matches(Commentary.ofShown(listed.path("commentary").asString("")));
        if (sameText.isPresent() && !sameText.get()
                || theirs.size() != content.media().size()) {
            return Optional.of(false);
        }
        String article = listed.path("content").path("article").path("source").asString("");
        if (!article.equals(content.option(LinkedInContentRules.ARTICLE).orElse(""))) {
            return Optional.empty();
        }
        // The same words with files of another upload: of another post, or of this one prepared anew.
        return theirs.isEmpty() || !isWhole() ? sameText : Optional.empty();
    }

    private static List<String> files(JsonNode content) {
        List<String> urns = new ArrayList<>();
        for (JsonNode image : content.path("multiImage").path("images")) {
            urns.add(image.path("id").asString(""));
        }
        if (content.path("media").path("id").isString()) {
            urns.add(content.path("media").path("id").stringValue());
        }
        return urns;
    }
}
