package dev.ordersaga.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Names;
import dev.ordersaga.operations.audit.Audit;
import dev.ordersaga.operations.audit.Limits;
import dev.ordersaga.operations.audit.Snapshot;
import dev.ordersaga.operations.audit.Violation;
import dev.ordersaga.operations.audit.Violation.Kind;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Pages of two, so that every collection takes several. */
@QuarkusTest
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "ordersaga.operations.audit-page", value = "2"))
class AuditIT {

    private static final int ORDERS = 5;

    private static final DocumentPath STRAY = Names.standard().payment("stray");

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    @Inject
    Instance<CommandLine> commandLines;

    private final List<DocumentPath> planted = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.empty(names, documents, topics);
        for (int i = 0; i < ORDERS; i++) {
            var order = new Order(Shop.unique(), "jack", "widget", 1);
            shop.create(Sagas.published(Sagas.at("PAYMENT_CREATED", order)));
            planted.add(names.saga(order.uuid()));
            plant(names.order("jack", order.uuid()), Map.of("item", "widget", "quantity", 1L));
            var reservation = Map.<String, Object>of(
                    "item", "widget", "quantity", 1L, "user", "jack", "price_per_unit", Sagas.PRICE);
            plant(names.reservation("widget", order.uuid()), reservation);
            plant(
                    names.payment(order.uuid()),
                    Map.of(
                            "item",
                            "widget",
                            "quantity",
                            1L,
                            "user",
                            "jack",
                            "price_per_unit",
                            Sagas.PRICE,
                            "total_invoice",
                            Sagas.PRICE));
        }
        plant(names.stock("widget"), Map.of("quantity", 95L, "price_per_unit", Sagas.PRICE, "stocked", 100L));
    }

    @AfterEach
    void close() {
        shop.commit(planted.stream().map(Write.Delete::new).toArray(Write[]::new));
        shop.close();
    }

    private void plant(DocumentPath path, Map<String, Object> fields) {
        shop.create(path, fields);
        planted.add(path);
    }

    private int audit(String... arguments) {
        var all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        return commandLines
                .get()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void a_healthy_shop_is_read_to_its_end_and_passes() {
        assertThat(audit()).as(out.toString() + err).isZero();

        assertThat(out.toString())
                .matches("read as of \\S+Z: sagas 5, orders 10, payments 5, inventory 1, accounts 0; 0 violations\n");
    }

    @Test
    void each_violation_is_a_line_and_there_being_one_is_told_to_scripts() {
        plant(STRAY, Map.of());
        plant(names.stock("wotsit"), Map.of("quantity", 1L, "stocked", 2L));

        assertThat(audit()).isEqualTo(1);

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("STRAY       stray  payments/stray is there, and no saga"),
                        line -> assertThat(line)
                                .isEqualTo("STOCK       wotsit  stocked 2 is not quantity 1 and 0 reserved"),
                        line -> assertThat(line).endsWith("; 2 violations"));
    }

    @Test
    void an_order_may_be_given_more_time() {
        var failed = new Order(Shop.unique(), "jack", "widget", 1);
        shop.create(Sagas.failed(Sagas.at("RECEIVED", failed), "WHY"));
        planted.add(names.saga(failed.uuid()));

        assertThat(audit()).isEqualTo(1);
        assertThat(out.toString()).contains("OVERDUE     " + failed.uuid() + "  FAILED since " + Sagas.AT);
        assertThat(audit("--grace", "36500d")).isZero();
        assertThat(audit("--grace", "a while")).isEqualTo(2);
    }

    @Test
    void what_is_written_while_it_reads_is_of_another_time() {
        var audit = Audit.of(names, Flow.ORDERS, Limits.ANY_TIME);
        var snapshot = Snapshot.now(documents);

        var seen = audit.check(
                snapshot.readAt(),
                snapshot.documents(audit.scans(snapshot.readAt(), 2)).peek(document -> {
                    if (!planted.contains(STRAY)) {
                        plant(STRAY, Map.of());
                    }
                }));

        assertThat(seen).isEmpty();
        var later = Snapshot.now(documents);
        assertThat(audit.check(later.readAt(), later.documents(audit.scans(later.readAt(), 2))))
                .containsExactly(new Violation(Kind.STRAY, "stray", "payments/stray is there, and no saga"));
    }

    /** As a process, because only that can be told of another database. */
    @Test
    void what_cannot_be_found_out_is_no_violation() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var program = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        var builder = new ProcessBuilder(
                        java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", program.toString(), "audit")
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PROJECT_ID", "nobodys",
                        "PUBSUB_EMULATOR_HOST", "127.0.0.1:1",
                        "FIRESTORE_EMULATOR_HOST", "127.0.0.1:1"));
        var process = builder.start();
        try {
            var said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(2);
            assertThat(said).contains("audit failed: ");
        } finally {
            process.destroyForcibly();
        }
    }
}
