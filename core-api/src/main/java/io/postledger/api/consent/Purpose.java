package io.postledger.api.consent;

import java.util.List;

/** What a workspace's data is used for only while its owner agrees. Stored in events: constants are added, never renamed. */
public enum Purpose {
    ANALYTICS(List.of(
            "Postledger evaluates how the posts of this workspace are received (which post, at which account, when,"
                    + " and the engagement of its first 24 hours) to advise this workspace, such as on the best times to"
                    + " post. Counters are taken in and shown without this. What came in before you agree is not"
                    + " evaluated. You can withdraw at any time; what was made of the data is then removed.")),
    AI_TRAINING(List.of(
            "Postledger keeps, of each post of this workspace, which account and network it went out on, when, and the"
                    + " engagement of its first 24 hours, in tables that models are trained on, and hands these tables to"
                    + " the data team of whoever runs this installation. No text, picture or name is in them. What came in"
                    + " before you agree is not used. You can withdraw at any time; the rows are then removed from the"
                    + " tables, and are in none that is handed out after that."));

    private final List<String> texts;

    Purpose(List<String> texts) {
        this.texts = texts;
    }

    /** Version of the words that are agreed to today. They count from 1, and a changed text is a new one. */
    public int textVersion() {
        return texts.size();
    }

    /** The words of a version, 1 to {@link #textVersion()}. */
    public String text(int version) {
        return texts.get(version - 1);
    }
}
