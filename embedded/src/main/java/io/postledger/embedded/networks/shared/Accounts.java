package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is at a network. */
public final class Accounts {

    private final Site site;
    private final AccountRule rule;
    private final Ids ids;
    private final List<Account> all = new CopyOnWriteArrayList<>();
    private final Map<String, Account> byId = new ConcurrentHashMap<>();
    private final Map<String, Account> byHandle = new ConcurrentHashMap<>();

    Accounts(Site site, AccountRule rule, Ids ids) {
        this.site = site;
        this.rule = rule;
        this.ids = ids;
    }

    /**
     * Again with the same handle: the account that is there.
     *
     * @throws IllegalArgumentException when it is not what the network's rule says
     */
    synchronized Account create(JsonNode wanted) {
        rule.check(wanted);
        String handle = wanted.get("handle").stringValue();
        Optional<Account> existing = byHandle(handle);
        if (existing.isPresent()) {
            return existing.get();
        }
        Map<String, String> fields = new HashMap<>();
        rule.fields().stream()
                .filter(wanted::has)
                .forEach(name -> fields.put(name, wanted.get(name).stringValue()));
        long number = ids.next();
        ObjectNode event = site.event("account")
                .put("n", number)
                .put("id", ids.form().account(number, fields))
                .put("handle", handle)
                .put("name", wanted.path("name").asString(handle))
                .put("followers", wanted.path("followers").asLong(1_000));
        Events.object(event.putObject("fields"), fields);
        site.journal().append(event);
        apply(event);
        return byHandle(handle).orElseThrow();
    }

    public Optional<Account> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Of an id that is known to be one. */
    public Account require(String id) {
        return byId(id).orElseThrow();
    }

    public Optional<Account> byHandle(String handle) {
        return Optional.ofNullable(byHandle.get(handle.toLowerCase(Locale.ROOT)));
    }

    /** Oldest first. */
    public List<Account> all() {
        return all;
    }

    /** @return whether the event is one of these */
    boolean apply(ObjectNode event) {
        if (!event.path("type").asString("").equals("account")) {
            return false;
        }
        String id = event.path("id").stringValue();
        Account account = new Account(
                site.network(),
                Events.number(event),
                id,
                event.path("handle").stringValue(),
                event.path("name").stringValue(),
                event.path("followers").longValue(),
                Events.texts(event.path("fields")));
        ids.taken(account.number());
        all.add(account);
        byId.put(id, account);
        byHandle.put(account.handle().toLowerCase(Locale.ROOT), account);
        return true;
    }
}
