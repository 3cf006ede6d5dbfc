package io.postledger.embedded.clickhouse;

/**
 * Walks the top level of a SQL text: words, quoted names and texts, symbols; a parenthesis with all it holds is one
 * token, comments and blanks are none. Made for finding clauses, not for judging the text: that is the engine's.
 */
final class SqlTokens {

    private final String sql;
    private int start;
    private int end;

    SqlTokens(String sql) {
        this.sql = sql;
    }

    /** Moves to the next token; false at the end of the text. */
    boolean next() {
        start = skipBlank(end);
        if (start >= sql.length()) {
            end = start;
            return false;
        }
        char c = sql.charAt(start);
        if (isWordChar(c)) {
            end = start;
            while (end < sql.length() && isWordChar(sql.charAt(end))) {
                end++;
            }
        } else if (isQuote(c)) {
            end = afterQuote(start);
        } else if (c == '(') {
            end = afterParenthesis(start);
        } else {
            end = start + 1;
        }
        return true;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String text() {
        return sql.substring(start, end);
    }

    boolean isWord(String word) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    boolean isAnyWord(String... words) {
        for (String word : words) {
            if (isWord(word)) {
                return true;
            }
        }
        return false;
    }

    boolean isSymbol(char symbol) {
        return end - start == 1 && sql.charAt(start) == symbol;
    }

    /** Whether the token is a parenthesis whose first word is one of these. */
    boolean isParenthesisOf(String... words) {
        if (sql.charAt(start) != '(') {
            return false;
        }
        SqlTokens inner = new SqlTokens(sql.substring(start + 1, end));
        return inner.next() && inner.isAnyWord(words);
    }

    private int skipBlank(int from) {
        int at = from;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at) || sql.startsWith("#!", at) || sql.startsWith("# ", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", at)) {
                int close = sql.indexOf("*/", at + 2);
                at = close < 0 ? sql.length() : close + 2;
            } else {
                return at;
            }
        }
        return at;
    }

    private int afterQuote(int from) {
        char quote = sql.charAt(from);
        for (int at = from + 1; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                // A doubled quote stays inside.
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
        }
        return sql.length();
    }

    private int afterParenthesis(int from) {
        int depth = 0;
        for (int at = from; at < sql.length(); ) {
            int skipped = skipBlank(at);
            if (skipped > at) {
                at = skipped;
                continue;
            }
            char c = sql.charAt(at);
            if (isQuote(c)) {
                at = afterQuote(at);
                continue;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at + 1;
            }
            at++;
        }
        return sql.length();
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }

    private static boolean isWordChar(char c) {
        return c == '_' || c == '$' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
