package io.postledger.platform.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that a network asks for beside text and media.
 *
 * @param name as it stands in {@link Content#options()}
 * @param required whether the network publishes nothing without it
 * @param maxLength in Unicode characters; 0 where any length will do
 * @param values the only ones that are taken; empty where any will do
 * @param description for people, in English
 */
public record OptionRule(String name, boolean required, int maxLength, List<String> values, String description) {

    public OptionRule {
        values = List.copyOf(values);
    }

    public static OptionRule required(String name, int maxLength, String description) {
        return new OptionRule(name, true, maxLength, List.of(), description);
    }

    public static OptionRule optional(String name, int maxLength, String description) {
        return new OptionRule(name, false, maxLength, List.of(), description);
    }

    public static OptionRule oneOf(String name, boolean required, List<String> values, String description) {
        return new OptionRule(name, required, 0, values, description);
    }

    /** What is wrong with the options as far as these rules go: missing, unknown, too long, not one of those allowed. */
    static List<Violation> check(List<OptionRule> rules, Content content, String network) {
        List<Violation> found = new ArrayList<>();
        for (OptionRule rule : rules) {
            String value = content.option(rule.name()).orElse(null);
            if (value == null) {
                if (rule.required()) {
                    found.add(new Violation(
                            Violation.OPTION_REQUIRED, network + " asks for '" + rule.name() + "'.", 0, 0));
                }
                continue;
            }
            long length = value.codePointCount(0, value.length());
            if (rule.maxLength() > 0 && length > rule.maxLength()) {
                found.add(new Violation(
                        Violation.OPTION_INVALID,
                        "'" + rule.name() + "' has " + length + " characters; " + network + " takes " + rule.maxLength()
                                + ".",
                        rule.maxLength(),
                        length));
            }
            if (!rule.values().isEmpty() && !rule.values().contains(value)) {
                found.add(new Violation(
                        Violation.OPTION_INVALID,
                        "'" + rule.name() + "' is one of " + String.join(", ", rule.values()) + ".",
                        0,
                        0));
            }
        }
        List<String> known = rules.stream().map(OptionRule::name).toList();
        for (Map.Entry<String, String> option : content.options().entrySet()) {
            if (!known.contains(option.getKey())) {
                found.add(new Violation(
                        Violation.OPTION_UNKNOWN, network + " has no option '" + option.getKey() + "'.", 0, 0));
            }
        }
        return found;
    }
}
