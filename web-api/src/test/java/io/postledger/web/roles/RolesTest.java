package io.postledger.web.roles;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    private static final boolean EMBEDDED = false;
    private static final boolean AXON_SERVER = true;

    @ParameterizedTest
    @ValueSource(strings = {"command,query,saga,ai,web", "query", "ai", "query, ai", "command,saga", "command"})
    void givenEmbeddedStore_whenEveryRoleHasWhatItSendsTo_thenAccepted(String roles) {
        assertThatCode(() -> Roles.check(roles, EMBEDDED)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web | the role 'web' does not work in a process without command, query, saga, ai",
                "command,saga,web | the role 'web' does not work in a process without query, ai",
                "saga | the role 'saga' does not work in a process without command",
                "query,saga | the role 'saga' does not work in a process without command"
            })
    void givenEmbeddedStore_whenAMessageCouldNotArrive_thenRefused(String roles, String sentence) {
        assertThatThrownBy(() -> Roles.check(roles, EMBEDDED))
                .hasMessageStartingWith("ROLES_NOT_ROUTABLE: With postledger.event-store=embedded ")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "command", "query", "command,saga", "query,ai", "command,query,saga,ai,web"})
    void givenAxonServer_whenMembersAreKnownWhereTheyAreAskedFor_thenAccepted(String roles) {
        assertThatCode(() -> Roles.check(roles, AXON_SERVER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"saga", "ai", "ai,web", "query,saga"})
    void givenAxonServer_whenNobodyThereKnowsTheMembers_thenRefused(String roles) {
        assertThatThrownBy(() -> Roles.check(roles, AXON_SERVER)).hasMessageStartingWith("ROLES_NOT_ROUTABLE: ");
    }

    @Test
    void givenAWordThatIsNoRole_whenChecked_thenRefusedByName() {
        assertThatThrownBy(() -> Roles.check("query,projections", EMBEDDED))
                .hasMessageStartingWith("ROLE_UNKNOWN: ")
                .hasMessageContaining("'projections'");
        assertThatThrownBy(() -> Roles.check("", EMBEDDED)).hasMessageStartingWith("ROLE_UNKNOWN: ");
    }
}
