package io.postledger.web.call;

import io.postledger.api.CommandResult;
import java.net.URI;
import org.springframework.http.ResponseEntity;

/** How writes answer: the aggregate's id and version, the version also as ETag. */
public final class Answers {
    private Answers() {}

    public static ResponseEntity<CommandResult> done(CommandResult result) {
        return ResponseEntity.ok().eTag(entityTag(result.version())).body(result);
    }

    /** Something new stands at {@code location} (a path of this server). */
    public static ResponseEntity<CommandResult> created(String location, CommandResult result) {
        return ResponseEntity.created(URI.create(location))
                .eTag(entityTag(result.version()))
                .body(result);
    }

    /** A version as an entity tag. */
    public static String entityTag(long version) {
        return "\"" + version + "\"";
    }
}
