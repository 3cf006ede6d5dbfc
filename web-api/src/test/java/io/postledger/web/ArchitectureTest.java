package io.postledger.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.postledger.api.Requires;
import io.postledger.api.StoredAs;
import io.postledger.web.call.Messages;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryGateway;

/** The arrows of the house, as the design draws them: every room that the product is made of is on this class path. */
@AnalyzeClasses(packages = "io.postledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] ROOMS = {"command", "query", "saga", "ai"};

    /** So that no rule below holds because there was nothing to look at. */
    @ArchTest
    static void everyRoomIsHere(JavaClasses product) {
        Set<String> rooms = product.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(path -> path.length > 2)
                .map(path -> path[2])
                .collect(Collectors.toSet());
        assertThat(rooms)
                .contains("api", "messaging", "store", "command", "query", "saga", "ai", "platform", "ledger", "web");
    }

    @ArchTest
    static void roomsMeetOnlyInMessages(JavaClasses product) {
        for (String room : ROOMS) {
            String[] others = Arrays.stream(ROOMS)
                    .filter(other -> !other.equals(room))
                    .map(other -> "io.postledger." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("io.postledger." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(product);
        }
    }

    @ArchTest
    static final ArchRule webKnowsOnlyTheMessages = noClasses()
            .that()
            .resideInAPackage("io.postledger.web..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.postledger..")
                    .and(DescribedPredicate.not(resideInAnyPackage("io.postledger.web..", "io.postledger.api.."))));

    @ArchTest
    static final ArchRule nobodyKnowsTheWeb = noClasses()
            .that()
            .resideOutsideOfPackage("io.postledger.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.postledger.web..");

    @ArchTest
    static final ArchRule coreApiIsWordsOnly = classes()
            .that()
            .resideInAPackage("io.postledger.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.postledger.api..",
                    "org.axonframework.commandhandling",
                    "org.axonframework.modelling.command..",
                    "com.fasterxml.jackson.annotation..",
                    "com.github.f4b6a3.ulid..",
                    "org.jspecify.annotations..",
                    "jakarta.validation..");

    /** So that it runs anywhere, without what it judges. */
    @ArchTest
    static final ArchRule theLedgersVerifierKnowsNoStoreAndNoFramework = classes()
            .that()
            .resideInAPackage("io.postledger.ledger")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.postledger.ledger", "tools.jackson..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule onlySagasTalkToNetworks = noClasses()
            .that()
            .resideOutsideOfPackages("io.postledger.saga..", "io.postledger.platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.postledger.platform..")
                    .and(DescribedPredicate.not(resideInAPackage("io.postledger.platform.rules.."))));

    @ArchTest
    static final ArchRule onlyDecisionsAndSagasUseTheNetworksRules = noClasses()
            .that()
            .resideOutsideOfPackages("io.postledger.command..", "io.postledger.saga..", "io.postledger.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.postledger.platform..");

    @ArchTest
    static final ArchRule onlyOneClassSends = noClasses()
            .that()
            .resideInAPackage("io.postledger.web..")
            .and()
            .doNotHaveFullyQualifiedName(Messages.class.getName())
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(CommandGateway.class, QueryGateway.class, CommandBus.class, QueryBus.class);

    /** A command or query is what Requires names, and so is every record whose name says so. */
    @ArchTest
    static final ArchRule everyMessageSaysWhoMaySendIt = classes()
            .that(areCommandsOrQueries())
            .should()
            .beAnnotatedWith(Requires.class)
            .andShould()
            .beRecords();

    @ArchTest
    static final ArchRule everyEventHasItsNameForEver = classes()
            .that(implementMarker("Event"))
            .should()
            .beAnnotatedWith(StoredAs.class)
            .andShould()
            .beRecords();

    private static DescribedPredicate<JavaClass> areCommandsOrQueries() {
        DescribedPredicate<JavaClass> queries = DescribedPredicate.describe(
                "are queries",
                type -> type.getPackageName().startsWith("io.postledger.api.")
                        && type.getSimpleName().startsWith("Find"));
        return implementMarker("Command").or(queries);
    }

    private static DescribedPredicate<JavaClass> implementMarker(String ending) {
        return DescribedPredicate.describe(
                "implement a marker …" + ending,
                type -> type.getRawInterfaces().stream()
                        .anyMatch(marker -> marker.getPackageName().startsWith("io.postledger.api.")
                                && marker.getSimpleName().endsWith(ending)));
    }
}
