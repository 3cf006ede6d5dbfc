package io.postledger.embedded.networks.pinterest;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** An account's two boards and their sections, whose ids are made from its own. */
record Boards(Account owner) {

    private static final String SECTION = "9";

    /** One of them. */
    record Board(String id, String name) {

        String section() {
            return id + SECTION;
        }
    }

    List<Board> all() {
        return List.of(new Board(owner.id() + "1", "Ideas"), new Board(owner.id() + "2", "Behind the scenes"));
    }

    Optional<Board> find(String id) {
        return all().stream().filter(board -> board.id().equals(id)).findFirst();
    }

    ObjectNode json(Board board, long pins) {
        ObjectNode json = Json.object()
                .put("id", board.id())
                .put("name", board.name())
                .put("description", "")
                .put("privacy", "PUBLIC")
                .put("pin_count", pins)
                .put("follower_count", owner.followers());
        json.putObject("owner").put("username", owner.handle());
        return json;
    }
}
