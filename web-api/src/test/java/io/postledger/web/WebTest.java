package io.postledger.web;

import io.postledger.api.Ids;
import io.postledger.api.account.AccountId;
import io.postledger.api.media.MediaId;
import io.postledger.api.media.MediaLinks;
import io.postledger.api.post.PostId;
import io.postledger.api.publication.PublicationId;
import io.postledger.api.user.UserId;
import io.postledger.api.workspace.Role;
import io.postledger.api.workspace.WorkspaceId;
import io.postledger.web.security.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The web role alone, on a real port, with its real security and the real buses and gates; no store. What the other
 * rooms would answer, a test says through {@link Rooms}.
 */
@SpringBootTest(
        classes = WebTest.WebAlone.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "postledger.roles=web",
            "axon.axonserver.enabled=false",
            "postledger.web.answer-within=5s",
            "postledger.web.media-limit=2MB",
            "management.endpoint.health.validate-group-membership=false"
        })
abstract class WebTest {
    @TestConfiguration
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration",
                "io.postledger.store.EventStoreConfiguration",
                "io.postledger.privacy.PrivacyConfiguration"
            })
    @Import({io.postledger.web.security.ActuatorSecurity.class, WebRole.class})
    static class WebAlone {
        @Bean("commandMembership")
        Rooms rooms(CommandBus commands, QueryBus queries) {
            return new Rooms(commands, queries);
        }

        @Bean("queryMembership")
        io.postledger.messaging.Membership queryMembership(Rooms rooms) {
            return rooms::roleOf;
        }

        @Bean
        MemoryVault vault() {
            return new MemoryVault();
        }

        @Bean
        EndedPeople endedPeople() {
            return new EndedPeople();
        }

        @Bean
        TestClock clock() {
            return new TestClock();
        }
    }

    static final byte[] KEY = new SecureRandom().generateSeed(32);

    final Ids ids = new Ids(Clock.systemUTC());
    final UserId user = ids.next(UserId.PREFIX, UserId::new);
    final WorkspaceId workspace = ids.next(WorkspaceId.PREFIX, WorkspaceId::new);
    final AccountId account = ids.next(AccountId.PREFIX, AccountId::new);
    final PostId post = ids.next(PostId.PREFIX, PostId::new);
    final MediaId media = ids.next(MediaId.PREFIX, MediaId::new);
    final PublicationId publication = ids.next(PublicationId.PREFIX, PublicationId::new);

    @Autowired
    Rooms rooms;

    @Autowired
    MemoryVault vault;

    @Autowired
    EndedPeople endedPeople;

    @Autowired
    MediaLinks links;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @LocalServerPort
    int port;

    /** Without a token. */
    Http anonymous;

    /** With the token of {@link #user}, who owns {@link #workspace}. */
    Http http;

    @DynamicPropertySource
    static void key(DynamicPropertyRegistry registry) throws IOException {
        Path file = Files.createTempFile("postledger-test", ".key");
        file.toFile().deleteOnExit();
        Files.writeString(file, Base64.getEncoder().encodeToString(KEY));
        registry.add("postledger.security.jwt-key-file", file::toString);
        registry.add("postledger.security.media-key-file", file::toString);
    }

    @BeforeEach
    void signIn() {
        clock.reset();
        rooms.empty();
        vault.empty();
        endedPeople.away(false);
        rooms.member(workspace, user, Role.OWNER);
        anonymous = new Http(port, null);
        http = new Http(port, tokens.issue(user).token());
    }

    String path(String rest) {
        return "/api/workspaces/" + workspace + rest;
    }
}
