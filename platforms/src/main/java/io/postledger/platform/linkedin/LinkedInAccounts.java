package io.postledger.platform.linkedin;

import io.postledger.platform.AccessToken;
import io.postledger.platform.Codes;
import io.postledger.platform.Connectable;
import io.postledger.platform.Grant;
import io.postledger.platform.RemoteAccount;
import io.postledger.platform.http.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Who a consent is of: the member, and the pages that it may post for, all with the member's token. An account's id is its URN,
 * which is what LinkedIn calls an author.
 */
final class LinkedInAccounts {

    static final String PERSON = "urn:li:person:";
    static final String ORGANIZATION = "urn:li:organization:";

    private static final Set<String> MAY_POST =
            Set.of("ADMINISTRATOR", "CONTENT_ADMIN", "DIRECT_SPONSORED_CONTENT_POSTER");

    private static final int PAGE = 100;
    private static final int PAGES = 10;

    private final LinkedInCalls calls;

    LinkedInAccounts(LinkedInCalls calls) {
        this.calls = calls;
    }

    List<Connectable> of(Grant grant) {
        List<Connectable> all = new ArrayList<>();
        all.add(new Connectable(member(grant.accessToken()), grant));
        if (grant.scopes().contains("w_organization_social")) {
            organizations(grant.accessToken()).forEach(account -> all.add(new Connectable(account, grant)));
        }
        return all;
    }

    private RemoteAccount member(AccessToken token) {
        Reply reply = calls.get("linkedin.userinfo", "/v2/userinfo", token);
        JsonNode sub = reply.json().path("sub");
        if (!reply.isDone() || !sub.isString()) {
            throw reply.failure();
        }
        String name = reply.json().path("name").asString(sub.stringValue());
        return new RemoteAccount(PERSON + sub.stringValue(), name, name);
    }

    private List<RemoteAccount> organizations(AccessToken token) {
        List<String> ids = new ArrayList<>(administered(token));
        List<RemoteAccount> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PAGE) {
            found.addAll(named(token, ids.subList(from, Math.min(ids.size(), from + PAGE))));
        }
        return found;
    }

    private Set<String> administered(AccessToken token) {
        Set<String> ids = new LinkedHashSet<>();
        for (int page = 0; page < PAGES; page++) {
            Reply reply = calls.find(
                    "linkedin.organizationAcls",
                    "/rest/organizationAcls?q=roleAssignee&state=APPROVED&start=" + page * PAGE + "&count=" + PAGE,
                    token);
            if (Codes.FORBIDDEN.equals(reply.judgement().code())) {
                return Set.of();
            }
            if (!reply.isDone() || !reply.json().path("elements").isArray()) {
                throw reply.failure();
            }
            for (JsonNode role : reply.json().path("elements")) {
                String urn = role.path("organization")
                        .asString(role.path("organizationTarget").asString(""));
                if (urn.matches(ORGANIZATION + "[0-9]+")
                        && MAY_POST.contains(role.path("role").asString(""))) {
                    ids.add(urn.substring(ORGANIZATION.length()));
                }
            }
            if (reply.json().path("elements").size() < PAGE) {
                break;
            }
        }
        return ids;
    }

    private List<RemoteAccount> named(AccessToken token, List<String> ids) {
        Reply reply = calls.get(
                "linkedin.organizationsLookup", "/rest/organizationsLookup?ids=" + LinkedInCalls.list(ids), token);
        JsonNode results = reply.json().path("results");
        if (!reply.isDone() || !results.isObject()) {
            throw reply.failure();
        }
        return ids.stream()
                .filter(results::has)
                .map(id -> {
                    String name = results.path(id).path("localizedName").asString(id);
                    return new RemoteAccount(
                            ORGANIZATION + id,
                            results.path(id).path("vanityName").asString(name),
                            name);
                })
                .toList();
    }
}
