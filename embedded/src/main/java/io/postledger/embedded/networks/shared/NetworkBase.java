package io.postledger.embedded.networks.shared;

import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.SimulatedNetwork;
import io.postledger.embedded.networks.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything of a network but its endpoints.
 *
 * @param <O> what the control door can set: a record of numbers, texts and maps
 */
public abstract class NetworkBase<O> implements SimulatedNetwork {

    protected final Site site;
    protected final Ids ids;
    protected final Accounts accounts;
    protected final Grants grants;
    protected final MediaStore media;
    protected final Posts posts;
    protected final RateWindows windows = new RateWindows();

    private final Class<O> optionsType;
    private final O usual;
    private volatile O options;

    @SuppressWarnings("unchecked")
    protected NetworkBase(Site site, AccountRule accountRule, Ids.Form form, O usual) {
        this.site = site;
        this.ids = new Ids(site.clock(), form);
        this.accounts = new Accounts(site, accountRule, ids);
        this.grants = new Grants(site);
        this.media = new MediaStore(site, accounts, ids);
        this.posts = new Posts(site, accounts, ids);
        this.optionsType = (Class<O>) usual.getClass();
        this.usual = usual;
        this.options = usual;
    }

    protected final O options() {
        return options;
    }

    /** Writes an event of the network's own, then lets it take effect. Its type is none of the shared ones. */
    protected final void happen(ObjectNode event) {
        site.journal().append(event);
        apply(event);
    }

    /** An event of the network's own takes effect. @return whether it is one */
    protected boolean apply(ObjectNode event) {
        return false;
    }

    /** The kind of tokens that are no account's access tokens, and so do not end with them; null when there is none. */
    protected String lastingTokens() {
        return null;
    }

    @Override
    public final String name() {
        return site.network();
    }

    @Override
    public final void replay(ObjectNode event) {
        if (event.path("type").asString("").equals("options")) {
            options = Json.patched(usual, event.get("options"), optionsType);
        } else if (!accounts.apply(event)
                && !posts.apply(event)
                && !media.apply(event)
                && !grants.apply(event)
                && !apply(event)) {
            throw new IllegalStateException("unknown event of " + name() + " in the journal: " + event.path("type"));
        }
    }

    @Override
    public final ObjectNode createAccount(JsonNode account) {
        return accounts.create(account).json();
    }

    @Override
    public final List<ObjectNode> accounts() {
        return accounts.all().stream().map(Account::json).toList();
    }

    @Override
    public final Optional<ObjectNode> account(String handle) {
        return accounts.byHandle(handle).map(Account::json);
    }

    @Override
    public final void expireTokens(String handleOrNull) {
        grants.expire(accountId(handleOrNull), lastingTokens());
    }

    @Override
    public final void revokeGrants(String handleOrNull) {
        grants.revoke(accountId(handleOrNull));
    }

    @Override
    public final JsonNode settings() {
        return Json.MAPPER.valueToTree(options);
    }

    @Override
    public final synchronized void change(JsonNode settings) {
        O changed = Json.patched(options, settings, optionsType);
        ObjectNode event = site.event("options");
        event.set("options", Json.MAPPER.valueToTree(changed));
        site.journal().append(event);
        options = changed;
    }

    @Override
    public final Stream<ObjectNode> truth(String handleOrNull) {
        return handleOrNull == null
                ? posts.truth(null)
                : accounts.byHandle(handleOrNull).stream().flatMap(account -> posts.truth(account.id()));
    }

    /** Of the account that a token speaks, or spoke, for; null when it is not known. */
    protected final String handleOf(Optional<String> token) {
        return token.flatMap(grants::owner)
                .map(bearer -> accounts.require(bearer.accountId()).handle())
                .orElse(null);
    }

    private String accountId(String handleOrNull) {
        return handleOrNull == null
                ? null
                : accounts.byHandle(handleOrNull)
                        .orElseThrow(() -> new IllegalArgumentException("no account " + handleOrNull))
                        .id();
    }
}
