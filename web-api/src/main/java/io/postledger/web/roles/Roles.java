package io.postledger.web.roles;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which roles must be in one process. With the embedded event store commands and queries never leave their process, so
 * that a role needs those it sends to beside it. With Axon Server they travel; but who may send a message is checked
 * where it is handled, and only {@code command} (for commands) and {@code query} (for queries) know who is a member.
 */
final class Roles {
    static final List<String> ALL = List.of("command", "query", "saga", "ai", "web");

    private static final Map<String, List<String>> NEEDED_WITH_LOCAL_BUSES =
            Map.of("web", List.of("command", "query", "saga", "ai"), "saga", List.of("command"));
    private static final Map<String, List<String>> NEEDED_WITH_AXON_SERVER =
            Map.of("saga", List.of("command"), "ai", List.of("query"));

    private Roles() {}

    /**
     * @param roles as {@code postledger.roles} has them, parted by commas
     * @throws RolesException ROLE_UNKNOWN, ROLES_NOT_ROUTABLE
     */
    static void check(String roles, boolean axonServer) {
        Set<String> given = Arrays.stream(roles.split(",", -1))
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String role : given) {
            if (!ALL.contains(role)) {
                throw new RolesException(
                        "ROLE_UNKNOWN",
                        "postledger.roles names '" + role + "'; there are " + String.join(", ", ALL) + ".",
                        "Name one or more of these, parted by commas.");
            }
        }
        (axonServer ? NEEDED_WITH_AXON_SERVER : NEEDED_WITH_LOCAL_BUSES).forEach((role, needed) -> {
            List<String> missing =
                    needed.stream().filter(other -> !given.contains(other)).toList();
            if (given.contains(role) && !missing.isEmpty()) {
                throw notRoutable(role, missing, axonServer);
            }
        });
    }

    private static RolesException notRoutable(String role, List<String> missing, boolean axonServer) {
        String others = String.join(", ", missing);
        return new RolesException(
                "ROLES_NOT_ROUTABLE",
                "With postledger.event-store=" + (axonServer ? "axon-server" : "embedded") + " the role '" + role
                        + "' does not work in a process without " + others + ".",
                "Add " + others + " to postledger.roles" + (axonServer ? "." : ", or use Axon Server.")
                        + " Which splits are possible stands in docs/settings.md.");
    }
}
