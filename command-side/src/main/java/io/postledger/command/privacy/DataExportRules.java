package io.postledger.command.privacy;

/** Who may take away whose data. */
interface DataExportRules {
    /**
     * @param actor as {@link io.postledger.api.MessageContext#ACTOR}
     * @param subject {@code user_…} or {@code ws_…}
     * @throws io.postledger.api.RejectedException as {@link io.postledger.api.privacy.BeginDataExport} says
     */
    void requireAllowed(String actor, String subject);
}
