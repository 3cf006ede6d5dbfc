package io.postledger.embedded.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the text of an INSERT ends and its data begins. The engine must be given the two apart: data left in the text
 * after {@code FORMAT RowBinary} is reported as inserted and mostly lost by libchdb 26.7.
 *
 * @param statement the INSERT up to, and without, {@code FORMAT x} or {@code VALUES}
 * @param format the input format, or null when the text names none
 * @param dataStart index of the first byte of data
 */
record InsertText(byte[] statement, String format, int dataStart) {

    /** Empty for anything but an INSERT that takes data: another statement, or INSERT … SELECT. */
    static Optional<InsertText> find(byte[] text, int length) {
        // One char a byte: data may be of any bytes, and no keyword has a byte above 127.
        SqlTokens tokens = new SqlTokens(new String(text, 0, length, StandardCharsets.ISO_8859_1));
        if (!tokens.next() || !tokens.isWord("INSERT")) {
            return Optional.empty();
        }
        boolean named = false;
        int lastEnd = tokens.end();
        while (tokens.next()) {
            if (!named) {
                // The table's name may be any word, so keywords count only after it.
                named = !tokens.isWord("INTO") && !tokens.isWord("TABLE") && !tokens.isWord("FUNCTION");
            } else if (tokens.isSymbol('.')) {
                named = false;
            } else if (tokens.isWord("VALUES")) {
                return Optional.of(new InsertText(Arrays.copyOf(text, tokens.start()), "Values", tokens.end()));
            } else if (tokens.isWord("FORMAT")) {
                byte[] statement = Arrays.copyOf(text, tokens.start());
                return tokens.next()
                        ? Optional.of(new InsertText(statement, tokens.text(), afterFormat(text, tokens.end(), length)))
                        : Optional.empty();
            } else if (tokens.isAnyWord("SELECT", "WITH", "FROM", "WATCH") || tokens.isParenthesisOf("SELECT")) {
                return Optional.empty();
            } else if (tokens.isSymbol(';')) {
                break;
            }
            lastEnd = tokens.end();
        }
        return Optional.of(new InsertText(Arrays.copyOf(text, lastEnd), null, length));
    }

    /** ClickHouse's rule: data starts after the first line end if only blanks come before it, else after the blanks. */
    private static int afterFormat(byte[] text, int from, int length) {
        int at = from;
        while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f')) {
            at++;
        }
        if (at < length && text[at] == '\r') {
            at++;
        }
        if (at < length && text[at] == '\n') {
            at++;
        }
        return at;
    }

    /** Whether the format is Values, whatever its case: the engine knows it by this name only. */
    String engineFormat(String otherwise) {
        String f = format == null ? otherwise : format;
        return f.toLowerCase(Locale.ROOT).equals("values") ? "Values" : f;
    }
}
