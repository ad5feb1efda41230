package dev.ordersaga.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.ordersaga");

    private static final DescribedPredicate<JavaClass> DECISIONS = DescribedPredicate.describe(
            "decisions",
            type -> type.getMethods().stream()
                    .anyMatch(method -> method.getName().equals("decide")
                            && method.getModifiers().contains(JavaModifier.STATIC)));

    private static final String[] SERVICES = {
        "dev.ordersaga.frontend..",
        "dev.ordersaga.order..",
        "dev.ordersaga.inventory..",
        "dev.ordersaga.payment..",
        "dev.ordersaga.janitor..",
        "dev.ordersaga.datainit..",
        "dev.ordersaga.operations.."
    };

    @Test
    void every_service_has_its_decision() {
        var names = OURS.stream()
                .filter(DECISIONS)
                .map(JavaClass::getSimpleName)
                .sorted()
                .toList();
        assertThat(names).isEqualTo(List.of("PlaceOrder", "PlanCompensation", "ReserveStock", "TakePayment"));
    }

    @Test
    void decisions_know_the_order_and_their_own_nouns_and_nothing_else() {
        classes()
                .that(DECISIONS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java.lang..", "java.util..", "dev.ordersaga.saga..")
                        .or(resideInAnyPackage(SERVICES)))
                .check(OURS);
    }

    @Test
    void decisions_and_the_protocol_read_no_clock_and_draw_no_chance() {
        noClasses()
                .that(DECISIONS.or(resideInAnyPackage("dev.ordersaga.saga..", "dev.ordersaga.flow..")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .check(OURS);
    }

    @Test
    void the_engine_takes_clock_threads_and_chance_from_the_time_port() {
        noClasses()
                .that()
                .resideInAPackage("dev.ordersaga.engine..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(OURS);
    }

    @Test
    void the_engine_knows_no_framework_and_no_google() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.ordersaga.port..",
                        "dev.ordersaga.flow..",
                        "dev.ordersaga.saga..",
                        "dev.ordersaga.engine..",
                        "dev.ordersaga.memory..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.quarkiverse..",
                        "jakarta..",
                        "com.google..",
                        "io.grpc..",
                        "io.micrometer..",
                        "io.opentelemetry..")
                .check(OURS);
    }

    @Test
    void only_the_adapters_touch_google() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.ordersaga.google..", "dev.ordersaga.localstack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google..", "io.grpc..", "io.quarkiverse..")
                .check(OURS);
    }

    /** So that {@code IndexesTest} sees them all. */
    @Test
    void queries_are_made_in_one_place() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Queries")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.google.firestore.v1.StructuredQuery")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.google.cloud.firestore.Query")
                .check(OURS);
    }

    @Test
    void services_do_not_see_each_other() {
        slices().matching("dev.ordersaga.(frontend|order|inventory|payment|janitor|datainit|operations)..")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void the_core_does_not_see_the_services() {
        noClasses()
                .that()
                .resideOutsideOfPackages(SERVICES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES)
                .check(OURS);
    }

    @Test
    void the_ports_see_nothing_of_the_core() {
        noClasses()
                .that()
                .resideInAPackage("dev.ordersaga.port..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours and elsewhere",
                        type -> type.getPackageName().startsWith("dev.ordersaga")
                                && !type.getPackageName().equals("dev.ordersaga.port")))
                .check(OURS);
    }
}
