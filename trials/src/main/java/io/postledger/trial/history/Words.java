package io.postledger.trial.history;

import java.util.List;

/** What people write: some 60 to 240 characters, which every network of a history takes. */
final class Words {
    private static final List<String> OPENINGS = List.of(
            "New on the blog",
            "This week",
            "For everybody who asked",
            "A look behind the scenes",
            "Save the date",
            "We changed our minds",
            "Thank you",
            "Small news with large effect",
            "From our readers",
            "Ein Gruß aus Köln");
    private static final List<String> SUBJECTS = List.of(
            "how we count what matters",
            "the chart nobody expected",
            "three routes for a rainy Sunday",
            "the people who answer your mail",
            "what we stopped doing last year",
            "a guide to quiet mornings",
            "why the old harbour light still burns",
            "an interview that went somewhere else",
            "our workshop in Kyōto",
            "the smallest change that helped the most");
    private static final List<String> CLOSINGS = List.of(
            "Tell us what you think.",
            "More in the comments.",
            "Doors open at seven.",
            "It takes four minutes to read.",
            "Bring a friend.",
            "We read every answer.",
            "Questions welcome.",
            "Until Friday only.");
    private static final int PAGES = 100_000;

    private Words() {}

    static String text(Scene scene) {
        String text = scene.one(OPENINGS) + ": " + scene.one(SUBJECTS) + ". ";
        if (scene.chance(0.4)) {
            text += "And then " + scene.one(SUBJECTS) + ". ";
        }
        text += scene.one(CLOSINGS);
        return scene.chance(0.6) ? text + " https://example.com/" + scene.between(1, PAGES) : text;
    }
}
