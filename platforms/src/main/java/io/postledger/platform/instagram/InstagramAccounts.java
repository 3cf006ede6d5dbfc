package io.postledger.platform.instagram;

import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.PlatformException;
import io.postledger.platform.PlatformException.Kind;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.graph.GraphApi;
import io.postledger.platform.graph.GraphPages;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The professional accounts that hang on a person's Pages. They are used by the person's token, as every page of Meta's
 * reference says; a Page's token is seen to be refused when a container is read.
 */
final class InstagramAccounts {

    private static final String FIELDS = "id,name,instagram_business_account{id,username,name}";

    private final GraphPages pages;

    InstagramAccounts(GraphApi api) {
        this.pages = new GraphPages(api, "instagram");
    }

    List<Connectable> list(Grant person) {
        GraphPages.Listed listed = pages.list(person.accessToken(), FIELDS);
        List<Connectable> found = new ArrayList<>();
        for (JsonNode page : listed.pages()) {
            JsonNode account = page.path("instagram_business_account");
            if (account.path("id").isString()) {
                String id = account.path("id").stringValue();
                String handle = account.path("username").asString(id);
                found.add(new Connectable(
                        new RemoteAccount(id, handle, account.path("name").asString(handle)), person));
            }
        }
        if (found.isEmpty()) {
            throw new PlatformException(
                    Kind.REFUSED,
                    Codes.FORBIDDEN,
                    "no Page that was chosen has a professional Instagram account",
                    null,
                    listed.reply().exchange());
        }
        return found;
    }
}
