package dev.ordersaga.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** The board as a person sees and uses it. */
final class Board implements AutoCloseable {

    private final Page page;
    private final List<String> errors = new ArrayList<>();

    Board(Page page) {
        this.page = page;
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                errors.add(message.text());
            }
        });
    }

    /** The card of one order. */
    record Card(String uuid, Locator root) {

        Locator badge() {
            return root.locator(".badge");
        }

        Locator sentence() {
            return root.locator(".sentence");
        }

        Locator history() {
            return root.locator(".history li strong");
        }

        Locator button(String name) {
            return root.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
        }

        void isAt(String badge) {
            assertThat(badge()).hasText(badge);
        }

        /** How the stations stand, from the first to the last. */
        void stands(String... states) {
            var stops = root.locator(".stop");
            for (int i = 0; i < states.length; i++) {
                assertThat(stops.nth(i)).hasAttribute("data-state", states[i]);
            }
        }
    }

    Page page() {
        return page;
    }

    /** Fills in one of the examples and sends it. */
    Card place(String example) {
        button(example).click();
        return send();
    }

    Card place(String user, String item, String quantity) {
        fill(user, item, quantity);
        return send();
    }

    void fill(String user, String item, String quantity) {
        page.getByLabel("Customer", new Page.GetByLabelOptions().setExact(true)).fill(user);
        page.getByLabel("Item", new Page.GetByLabelOptions().setExact(true)).fill(item);
        page.getByLabel("Quantity").fill(quantity);
        page.getByLabel("Rehearse a payment that fails").uncheck();
    }

    /** Sends what is filled in, and gives the card of the order that was taken. */
    Card send() {
        return taken(button("Place order")::click);
    }

    /** The card of the order that comes of this. */
    Card taken(Runnable placing) {
        var answer = page.waitForResponse(
                response ->
                        response.status() == 202 && response.request().method().equals("POST"),
                placing);
        return card(Json.text(answer.text(), "uuid"));
    }

    Card card(String uuid) {
        return new Card(uuid, page.locator("[data-uuid='" + uuid + "']"));
    }

    Locator cards() {
        return page.getByRole(AriaRole.ARTICLE);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    Locator find() {
        return page.getByRole(AriaRole.SEARCHBOX);
    }

    /** Shows a token to the server that asks for one. */
    void signIn(String token) {
        page.getByLabel("Sign in with a token").fill(token);
        button("Sign in").click();
    }

    /** Where a token is asked for. */
    Locator signIn() {
        return page.locator("#sign-in");
    }

    /** Who signed in, as the page says it. */
    Locator who() {
        return page.locator("#who");
    }

    Locator noConnection() {
        return page.getByText("No connection.");
    }

    /** What is said beneath the form. */
    Locator note() {
        return page.locator("#place-note");
    }

    Locator stockOf(String item) {
        return page.locator("#goods li")
                .filter(new Locator.FilterOptions().setHasText(item))
                .locator(".left");
    }

    Locator feed() {
        return page.locator("#feed");
    }

    /** Waits until what happens anywhere is heard. */
    Board listening() {
        assertThat(feed()).containsText("Everybody’s orders");
        return this;
    }

    /** A line of the feed, by its kind, about an order. */
    Locator line(String kind, String uuid) {
        return page.locator("[data-key='" + kind + " " + uuid + "']");
    }

    @Override
    public void close() {
        page.context().close();
        org.assertj.core.api.Assertions.assertThat(errors)
                .as("errors of the page")
                .isEmpty();
    }
}
