package io.postledger.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.test.context.TestPropertySource;

/**
 * The same product with its log in a real Axon Server. It has to be empty when the tests begin: other runs' keys are gone with
 * their PostgreSQL, and a log that needs them is waited for.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
        named = "POSTLEDGER_TEST_AXON_SERVER",
        matches = ".+:\\d+",
        disabledReason = "No Axon Server: set POSTLEDGER_TEST_AXON_SERVER=HOST:PORT to run this")
@TestPropertySource(
        properties = {"postledger.event-store=axon-server", "axon.axonserver.servers=${POSTLEDGER_TEST_AXON_SERVER}"})
@interface OnAxonServer {}
