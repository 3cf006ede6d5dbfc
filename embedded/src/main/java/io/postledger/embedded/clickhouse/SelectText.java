package io.postledger.embedded.clickhouse;

import java.nio.charset.StandardCharsets;

/**
 * What must be known of any other statement before it runs.
 *
 * @param format what its FORMAT clause names, or null
 * @param mayStream true only where it is sure that the statement is a SELECT in the format that was asked for from
 *     outside
 * @param touchesFiles INTO OUTFILE or FROM INFILE: the client's files, which are not the server's to open
 */
record SelectText(String format, boolean mayStream, boolean touchesFiles) {

    static SelectText of(byte[] sql) {
        SqlTokens tokens = new SqlTokens(new String(sql, StandardCharsets.ISO_8859_1));
        boolean select = tokens.next() && (tokens.isAnyWord("SELECT", "WITH") || tokens.isParenthesisOf("SELECT"));
        String format = null;
        boolean formatWord = false;
        boolean files = false;
        while (tokens.next()) {
            if (tokens.isAnyWord("OUTFILE", "INFILE")) {
                files = true;
            } else if (tokens.isWord("FORMAT")) {
                formatWord = true;
                format = tokens.next() ? tokens.text() : null;
            }
        }
        return new SelectText(format, select && !formatWord, files);
    }
}
