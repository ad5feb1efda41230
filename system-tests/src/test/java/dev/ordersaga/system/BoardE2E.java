package dev.ordersaga.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.ordersaga.system.Shop.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.testing.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board in a real Chromium: how an order moves before one's eyes, forth and back, and a connection that breaks. */
class BoardE2E {

    private static final String MARKUP = "<img src=x onerror=hacked=1>";

    /** Where pictures of the board go; those of the README with {@code -Dboard.screenshots=../docs/images}. */
    private static final Path SCREENSHOTS = Path.of(System.getProperty("board.screenshots", "target/screenshots"));

    /** A second frontend, which asks for tokens. */
    private static final String GUARDED = "frontend-service-2";

    private static final TokenIssuer ISSUER = TokenIssuer.create();

    private static Shop shop;
    private static Chromium chromium;

    private Board board;

    @BeforeAll
    static void open() {
        chromium = Chromium.launch();
        var key = ISSUER.writeKey(Path.of("target", "tokens")).toString();
        shop = Shop.open(
                "board",
                config -> config.withInstances("frontend-service", 2)
                        .withEnvironment(
                                GUARDED,
                                Map.of(
                                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                                        key,
                                        "MP_JWT_VERIFY_ISSUER",
                                        TokenIssuer.NAME,
                                        "MP_JWT_VERIFY_CLOCK_SKEW",
                                        "0",
                                        "ORDERSAGA_FRONTEND_HEARTBEAT_EVERY",
                                        "1s")));
    }

    @AfterAll
    static void close() {
        try {
            shop.audit();
        } finally {
            shop.close();
            chromium.close();
        }
    }

    @BeforeEach
    void visit() {
        board = new Board(chromium.visit(shop.frontend("/")));
    }

    @AfterEach
    void leave() {
        List.of("payment-service", "janitor-service")
                .forEach(service -> shop.stack().signal(service, "CONT"));
        board.close();
    }

    @Test
    void an_order_is_watched_from_station_to_station_until_it_is_complete() {
        board.listening();

        shop.stack().signal("payment-service", "STOP");
        var order = board.place("Completes");
        order.isAt("Reserved");
        order.stands("done", "done", "done", "next");
        shop.stack().signal("payment-service", "CONT");

        order.isAt("Complete");
        order.stands("done", "done", "done", "done");
        assertThat(order.sentence()).hasText("The order is complete; 500 were charged.");
        assertThat(order.root()).containsText("for jack · 10 each · 500 in total");
        assertThat(board.line("success", order.uuid())).containsText("50 × widget for jack");
        assertThat(board.stockOf("widget")).hasText("%,d of 10,000 left".formatted(shop.stockOf("widget")));
    }

    @Test
    void a_payment_that_fails_is_undone_before_ones_eyes() {
        board.listening();

        shop.stack().signal("janitor-service", "STOP");
        var order = board.place("Payment fails");
        order.isAt("Being undone");
        order.stands("done", "undoing", "undoing", "refused");
        shop.stack().signal("janitor-service", "CONT");

        order.isAt("Undone");
        order.stands("done", "undone", "undone", "refused");
        assertThat(order.sentence()).containsText("The payment failed.");
        assertThat(order.root()).containsText("PAYMENT_ERROR");
        assertThat(order.button("Cancel")).isHidden();
        assertThat(board.line("error", order.uuid())).isVisible();
        assertThat(board.line("compensated", order.uuid())).isVisible();
    }

    @ParameterizedTest
    @CsvSource({
        "Too many, INSUFFICIENT_INVENTORY, done undone refused todo",
        "Beyond credit, INSUFFICIENT_CREDIT, done undone undone refused",
        "Unknown customer, UNKNOWN_USER, done refused todo todo",
        "Unknown item, UNKNOWN_ITEM, done undone refused todo"
    })
    void every_other_example_meets_its_fate(String example, String reason, String stations) {
        var order = board.place(example);

        order.isAt("Undone");
        order.stands(stations.split(" "));
        assertThat(order.root()).containsText(reason);
    }

    @Test
    void an_order_is_taken_back_while_it_moves() {
        shop.stack().signal("payment-service", "STOP");
        var order = board.place("Completes");
        order.isAt("Reserved");

        order.button("Cancel").click();

        order.isAt("Undone");
        order.stands("done", "undone", "undone", "todo");
        assertThat(order.root()).containsText("CANCELLED");
    }

    @Test
    void a_complete_order_is_refunded_once_it_is_confirmed() {
        var order = board.place("jill", "wotsit", "3");
        order.isAt("Complete");

        order.button("Refund").click();
        board.button("Keep it").click();
        order.isAt("Complete");
        order.button("Refund").click();
        board.page().getByRole(AriaRole.DIALOG).getByText("Refund").click();

        order.isAt("Undone");
        order.stands("done", "undone", "undone", "undone");
        assertThat(order.root()).containsText("45 given back");
    }

    @Test
    void a_connection_that_is_lost_comes_back_and_nothing_was_missed() {
        shop.stack().signal("payment-service", "STOP");
        var order = board.place("Completes");
        order.isAt("Reserved");

        shop.stack().kill("frontend-service");
        assertThat(board.noConnection()).isVisible();
        shop.stack().signal("payment-service", "CONT");
        await().atMost(PATIENCE).until(() -> shop.saga(order.uuid()).is(Flow.ORDERS.completed()));
        order.isAt("Reserved");
        shop.stack().start("frontend-service");

        order.isAt("Complete");
        assertThat(board.noConnection()).isHidden();
        assertThat(order.history())
                .hasText(new String[] {"RECEIVED", "ORDER_CREATED", "INVENTORY_UPDATED", "PAYMENT_CREATED"});
        board.place("Unknown customer").isAt("Undone");
    }

    @Test
    void an_order_whose_answer_was_lost_is_ordered_once() {
        var lost = new boolean[1];
        board.page().route("**/order", route -> {
            if (lost[0]) {
                route.resume();
            } else {
                lost[0] = true;
                route.fetch();
                route.abort("connectionreset");
            }
        });

        var order = board.place("jack", "widget", "77");

        order.isAt("Complete");
        assertThat(board.note()).containsText("nothing was ordered twice");
        assertThat(board.cards()).hasCount(1);
        assertThat(shop.sagas())
                .filteredOn(saga -> saga.order().quantity() == 77)
                .hasSize(1);
    }

    @Test
    void who_is_put_off_comes_again_by_itself() {
        var refused = new boolean[1];
        board.page().route("**/order", route -> {
            if (refused[0]) {
                route.resume();
            } else {
                refused[0] = true;
                refuse(route, 429, "Too many orders are waiting; the order was not taken.");
            }
        });

        board.button("Place order").click();
        assertThat(board.note()).containsText("Too many orders are waiting");

        assertThat(board.cards()).hasCount(1);
        assertThat(board.cards()).containsText("The order is complete");
    }

    @Test
    void what_is_wrong_is_said_at_the_field_it_is_wrong_in() {
        board.fill("jack", "widget", "-4");
        board.button("Place order").click();

        var quantity = board.page().getByLabel("Quantity");
        assertThat(quantity).isFocused();
        assertThat(quantity).hasAccessibleDescription(Pattern.compile("whole number"));
        board.fill("no such name!", "widget", "4");
        board.button("Place order").click();

        assertThat(board.page().locator("#user")).hasAccessibleDescription(Pattern.compile("1 to 64"));
        assertThat(quantity).hasAccessibleDescription("");
        assertThat(board.cards()).hasCount(0);
    }

    @Test
    void everything_is_done_without_a_mouse() {
        var keys = board.page().keyboard();
        tabTo("Customer");
        keys.press("Control+A");
        keys.type("jill");
        keys.press("Tab");
        keys.press("Control+A");
        keys.type("wotsit");
        keys.press("Tab");
        keys.press("Control+A");
        keys.type("2");

        var order = board.taken(() -> keys.press("Enter"));
        order.isAt("Complete");
        tabTo("Refund");
        assertThat(board.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        keys.press("Enter");
        assertThat(board.button("Keep it")).isFocused();
        keys.press("Tab");
        keys.press("Enter");

        order.isAt("Undone");
    }

    @Test
    void what_comes_from_outside_is_text_and_never_markup() {
        shop.stock(MARKUP, 5, 1);
        board.page().reload();
        assertThat(board.stockOf(MARKUP)).hasText("5 of 5 left");
        board.listening();
        var order = board.place("Completes");
        order.isAt("Complete");

        shop.publish("error", Message.of("""
                {"uuid":"%s","reason":"%2$s","detail":"%2$s"}""".formatted(order.uuid(), MARKUP), Map.of()));

        assertThat(board.line("compensated", order.uuid())).containsText(MARKUP);
        order.isAt("Undone");
        assertThat(order.sentence()).containsText(MARKUP);
        assertThat(board.page().locator("main img")).hasCount(0);
        assertThat(board.page().evaluate("'hacked' in window")).isEqualTo(false);
        shop.commit(new Write.Delete(shop.names().stock(MARKUP)));
    }

    @Test
    void every_control_has_a_name_and_every_part_a_place() {
        board.place("Unknown customer").isAt("Undone");
        board.place("Completes").isAt("Complete");
        board.find().fill("jack");
        board.find().press("Enter");
        assertThat(board.page().getByText("Orders of jack")).isVisible();

        var seen = board.page().locator("body").ariaSnapshot();

        assertThat(seen.lines().map(String::strip))
                .noneMatch(line -> line.matches(
                        "- (button|textbox|checkbox|radio|combobox|searchbox|link|region|article|group|heading)"
                                + "( \\[.*])?:?"));
        assertThat(seen)
                .contains("- banner", "- main", "- search", "heading \"Ordersaga\" [level=1]")
                .contains("region \"Place an order\"", "region \"Orders\"", "region \"Stock\"", "region \"Live\"")
                .contains("article \"50 × widget for jack", "list \"Stations\"");
    }

    @Test
    void orders_and_the_theme_are_remembered() {
        var order = board.place("Unknown customer");
        order.isAt("Undone");
        board.page().getByLabel("Dark").check();

        board.page().reload();

        order.isAt("Undone");
        assertThat(board.page().locator("html")).hasAttribute("data-theme", "dark");
        order.button("Hide").click();
        board.page().reload();
        assertThat(board.page().getByText("Orders placed here are drawn")).isVisible();
        assertThat(board.cards()).hasCount(0);
    }

    @Test
    void orders_are_found_by_number_and_by_customer() {
        var user = "joan";
        var uuids = IntStream.range(0, 11)
                .mapToObj(i -> shop.place("widget", 1, user))
                .toList();
        uuids.forEach(uuid -> shop.atRest(uuid, PATIENCE));

        board.find().fill(user);
        board.find().press("Enter");
        var rows = board.page().locator("#found-rows li");
        assertThat(rows).hasCount(10);
        board.button("Older orders").click();
        assertThat(rows).hasCount(11);
        rows.last().getByRole(AriaRole.BUTTON).click();
        board.card(uuids.get(0)).isAt("Complete");

        board.find().fill(uuids.get(5));
        board.find().press("Enter");
        board.card(uuids.get(5)).isAt("Complete");
        var nobodys = UUID.randomUUID().toString();
        board.find().fill(nobodys);
        board.find().press("Enter");
        board.card(nobodys).isAt("Not found");
    }

    @Test
    void more_orders_than_a_browser_has_connections_are_followed_all_the_same() {
        shop.stack().signal("payment-service", "STOP");
        var orders =
                IntStream.range(0, 8).mapToObj(i -> board.place("Completes")).toList();
        orders.forEach(order -> order.isAt("Reserved"));
        shop.stack().signal("payment-service", "CONT");

        orders.forEach(order -> order.isAt("Complete"));
    }

    @Test
    void a_feed_that_is_switched_off_is_not_shown() {
        board.page().route("**/events", route -> refuse(route, 404, "There is no feed here."));

        board.page().reload();

        assertThat(board.feed()).isHidden();
    }

    private Board visitGuarded() {
        return new Board(chromium.visit(shop.stack().baseUri(GUARDED).resolve("/")));
    }

    @Test
    void who_signs_in_orders_as_themself_and_leaves_nothing_behind() {
        var jills = shop.place("wotsit", 2, "jill");
        try (var guarded = visitGuarded()) {
            assertThat(guarded.signIn()).isVisible();
            guarded.signIn("no token at all");
            assertThat(guarded.signIn()).containsText("This is no token");
            guarded.signIn(TokenIssuer.create().token("jack"));
            assertThat(guarded.signIn()).containsText("not good here");
            guarded.signIn(ISSUER.token("jack"));
            assertThat(guarded.signIn()).isHidden();
            assertThat(guarded.who()).containsText("jack");

            var order = guarded.place("Payment fails");
            order.isAt("Undone");
            assertThat(order.root()).containsText("for jack");
            assertThat(guarded.page().locator("#user")).not().isEditable();
            assertThat(guarded.button("Unknown customer")).isHidden();
            assertThat(guarded.stockOf("widget")).containsText("of 10,000 left");
            assertThat(guarded.feed()).containsText("for operators to see");
            guarded.find().fill("jill");
            guarded.find().press("Enter");
            assertThat(guarded.page().locator("#found-note")).containsText("this is for jill or an operator");
            guarded.find().fill(jills);
            guarded.find().press("Enter");
            guarded.card(jills).isAt("Not found");

            guarded.button("Sign out").click();
            assertThat(guarded.signIn()).isVisible();
            assertThat(guarded.cards()).hasCount(0);
        }
    }

    @Test
    void operators_see_all_and_order_for_all() {
        try (var guarded = visitGuarded()) {
            guarded.signIn(ISSUER.token("root", "operator"));
            guarded.listening();

            var order = guarded.place("jill", "wotsit", "1");

            order.isAt("Complete");
            assertThat(guarded.line("success", order.uuid())).containsText("for jill");
            guarded.find().fill("jill");
            guarded.find().press("Enter");
            assertThat(guarded.page().locator("#found-rows li").first()).containsText("1 × wotsit");
        }
    }

    @Test
    void a_token_that_expires_is_asked_for_again_and_nothing_is_missed() {
        shop.stack().signal("payment-service", "STOP");
        try (var guarded = visitGuarded()) {
            guarded.signIn(ISSUER.token("jack"));
            var order = guarded.place("Completes");
            order.isAt("Reserved");
            var claims = TokenIssuer.claims("jack");
            claims.put("exp", TokenIssuer.secondsFromNow(Duration.ofMinutes(-1)));
            guarded.page().route("**/users/**", route -> route.resume(with(route, ISSUER.sign(claims))));
            guarded.find().fill("jack");
            guarded.find().press("Enter");
            assertThat(guarded.signIn()).containsText("no longer");
            shop.stack().signal("payment-service", "CONT");
            await().atMost(PATIENCE).until(() -> shop.saga(order.uuid()).is(Flow.ORDERS.completed()));
            order.isAt("Reserved");

            guarded.signIn(ISSUER.token("jack"));

            order.isAt("Complete");
        }
    }

    @Test
    void the_page_runs_its_own_files_alone_and_all_of_one_build() {
        var page = board.page().reload().headers();

        assertThat(page.get("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page)
                .containsEntry("cache-control", "no-cache")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-opener-policy", "same-origin");
        assertThat(board.page()
                        .request()
                        .get(shop.frontend("/js/saga.js").toString())
                        .headers())
                .containsEntry("cache-control", "no-cache");
    }

    @ParameterizedTest
    @CsvSource({"desktop, 1280, 1060", "phone, 360, 780"})
    void it_fits_every_screen_by_day_and_by_night(String screen, int width, int height) {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var shown = new Board(chromium.visit(shop.frontend("/"), width, height, scheme))) {
                shown.listening();
                List.of("Unknown customer", "Too many")
                        .forEach(example -> shown.place(example).isAt("Undone"));
                shown.place("Completes").isAt("Complete");
                shown.place("Payment fails").isAt("Undone");
                shop.stack().signal("payment-service", "STOP");
                var moving = shown.place("jill", "wotsit", "3");
                moving.isAt("Reserved");
                takePicture(shown, screen + "-" + scheme.name().toLowerCase(Locale.ROOT));
                shop.stack().signal("payment-service", "CONT");

                assertThat(shown.page().evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(width);
                moving.isAt("Complete");
            }
        }
    }

    private static void takePicture(Board shown, String name) {
        // Where there is one column, the orders are below the form.
        shown.page().evaluate("innerWidth < 800 && document.querySelector('#orders').scrollIntoView()");
        shown.page()
                .screenshot(new ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve("board-" + name + ".png"))
                        .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Goes on from where the focus is, as often as it takes. */
    private void tabTo(String name) {
        var page = board.page();
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (nameOfFocused(page).equals(name)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not get to " + name);
    }

    private static String nameOfFocused(Page page) {
        return (String)
                page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()");
    }

    private static Route.ResumeOptions with(Route route, String token) {
        var headers = new HashMap<>(route.request().headers());
        headers.put("authorization", "Bearer " + token);
        return new Route.ResumeOptions().setHeaders(headers);
    }

    private static void refuse(Route route, int status, String detail) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setHeaders(Map.of("Content-Type", "application/problem+json", "Retry-After", "1"))
                .setBody("{\"status\":" + status + ",\"detail\":\"" + detail + "\"}"));
    }
}
