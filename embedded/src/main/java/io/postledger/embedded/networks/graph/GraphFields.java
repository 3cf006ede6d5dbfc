package io.postledger.embedded.networks.graph;

import io.postledger.embedded.networks.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameter {@code fields}: {@code id,comments.limit(0).summary(total_count),attachments{target}}. */
public final class GraphFields {

    private GraphFields() {}

    /** The names at the top, without what follows them. */
    public static List<String> names(String fields) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        StringBuilder name = new StringBuilder();
        boolean inName = true;
        for (char c : fields.toCharArray()) {
            if (c == ',' && depth == 0) {
                names.add(name.toString().trim());
                name.setLength(0);
                inName = true;
                continue;
            }
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            inName &= c != '.' && c != '(' && c != '{';
            if (inName) {
                name.append(c);
            }
        }
        names.add(name.toString().trim());
        return names.stream().filter(each -> !each.isEmpty()).toList();
    }

    /** The refusal of a field that a node of this type has not. */
    public static Optional<Answer> refusal(List<String> names, Set<String> known, String type) {
        return names.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> GraphErrors.invalid(
                        "Tried accessing nonexisting field (" + name + ") on node type (" + type + ")"));
    }
}
