package io.postledger.embedded.networks.linkedin;

import io.postledger.embedded.networks.Answer;
import io.postledger.embedded.networks.Call;
import io.postledger.embedded.networks.Json;
import io.postledger.embedded.networks.shared.Account;
import io.postledger.embedded.networks.shared.Accounts;
import io.postledger.embedded.networks.shared.Bearer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Members and pages, and who may speak for whom. */
final class Members {

    static final String KIND = "kind";
    static final String ADMINISTRATOR = "administrator";

    private static final String ORGANIZATION = "organization";
    private static final String PERSON_URN = "urn:li:person:";
    private static final String ORGANIZATION_URN = "urn:li:organization:";

    private final Accounts accounts;

    Members(Accounts accounts) {
        this.accounts = accounts;
    }

    static boolean isOrganization(Account account) {
        return ORGANIZATION.equals(account.fields().get(KIND));
    }

    static String urn(long number, Map<String, String> fields) {
        return ORGANIZATION.equals(fields.get(KIND))
                ? ORGANIZATION_URN + number
                : PERSON_URN + Long.toString(number, 36);
    }

    /** Whom the caller may write as, with the scope that it needs; empty when it may not. */
    Optional<Account> writer(Bearer caller, String author) {
        return speaking(caller, author, "w_member_social", "w_organization_social");
    }

    /** Whose posts the caller may read. */
    Optional<Account> reader(Bearer caller, String author) {
        return speaking(caller, author, "r_member_social", "r_organization_social");
    }

    private Optional<Account> speaking(Bearer caller, String author, String memberScope, String organizationScope) {
        Optional<Account> account = accounts.byId(author);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        boolean allowed = isOrganization(account.get())
                ? caller.scopes().contains(organizationScope) && isAdministrator(caller, account.get())
                : caller.scopes().contains(memberScope) && caller.accountId().equals(author);
        return allowed ? account : Optional.empty();
    }

    boolean isAdministrator(Bearer caller, Account page) {
        return accounts.require(caller.accountId())
                .handle()
                .equalsIgnoreCase(page.fields().get(ADMINISTRATOR));
    }

    Answer userinfo(Bearer caller) {
        if (!caller.scopes().contains("openid")) {
            return LinkedInErrors.denied("userinfo.GET.NO_VERSION");
        }
        Account member = accounts.require(caller.accountId());
        ObjectNode json = Json.object().put("sub", member.id().substring(PERSON_URN.length()));
        if (caller.scopes().contains("profile")) {
            String[] names = member.name().split(" ", 2);
            json.put("name", member.name())
                    .put("given_name", names[0])
                    .put("family_name", names.length > 1 ? names[1] : "");
            json.putObject("locale").put("country", "US").put("language", "en");
        }
        return Answer.json(200, json);
    }

    Answer acls(Call call, Bearer caller) {
        if (!caller.scopes().contains("rw_organization_admin")
                && !caller.scopes().contains("r_organization_admin")) {
            return LinkedInErrors.denied("organizationAcls.FINDER-roleAssignee");
        }
        if (!"roleAssignee".equals(call.query().get("q"))) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "No such finder");
        }
        Optional<Paging> paging = Paging.of(call, 100);
        if (paging.isEmpty()) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "start and count must be numbers, and count at most 100");
        }
        List<Account> all = accounts.all().stream()
                .filter(Members::isOrganization)
                .filter(page -> isAdministrator(caller, page))
                .toList();
        ObjectNode body = paging.get().body(all.size());
        ArrayNode elements = body.putArray("elements");
        for (Account page : paging.get().of(all)) {
            elements.addObject()
                    .put("role", "ADMINISTRATOR")
                    .put("organization", page.id())
                    .put("roleAssignee", caller.accountId())
                    .put("state", "APPROVED");
        }
        return Answer.json(200, body);
    }

    Answer organizations(Call call) {
        Optional<List<String>> ids = Restli.list(call.query().get("ids"));
        if (ids.isEmpty()) {
            return LinkedInErrors.bad("ILLEGAL_ARGUMENT", "ids must be a List");
        }
        ObjectNode body = Json.object();
        ObjectNode results = body.putObject("results");
        ObjectNode statuses = body.putObject("statuses");
        ObjectNode errors = body.putObject("errors");
        for (String id : ids.get()) {
            Optional<Account> page = accounts.byId(ORGANIZATION_URN + id).filter(Members::isOrganization);
            statuses.put(id, page.isPresent() ? 200 : 404);
            if (page.isPresent()) {
                results.putObject(id)
                        .put("id", page.get().number())
                        .put("vanityName", page.get().handle())
                        .put("localizedName", page.get().name());
            } else {
                errors.set(id, LinkedInErrors.body(404, "NOT_FOUND", "Could not find entity"));
            }
        }
        return Answer.json(200, body);
    }
}
