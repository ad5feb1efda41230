package dev.ordersaga.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A Chromium that nobody sees; it shows the page of one server to one visitor at a time. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the one there is; fails, and tells how to get one, where there is none. */
    static Chromium launch() {
        var found = new Terminal(Path.of("target"), Map.of()).run("../chromium").strip();
        // Of browsers it would bring itself, none is wanted.
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        setDefaultAssertionTimeout(Shop.PATIENCE.toMillis());
        // For root, Chromium has no sandbox to offer.
        var sandbox = !System.getProperty("user.name").equals("root");
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(Path.of(found))
                                .setChromiumSandbox(sandbox)));
    }

    /** A visitor who was never here before, at a desk, in daylight, and wants nothing to move that need not. */
    Page visit(URI page) {
        return visit(
                page,
                new NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setColorScheme(ColorScheme.LIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE));
    }

    /** A visitor with such a screen, which is a sharp one. */
    Page visit(URI page, int width, int height, ColorScheme scheme) {
        return visit(
                page,
                new NewContextOptions()
                        .setViewportSize(width, height)
                        .setDeviceScaleFactor(1.5)
                        .setColorScheme(scheme));
    }

    private Page visit(URI page, NewContextOptions with) {
        var context = browser.newContext(with);
        context.setDefaultTimeout(Shop.PATIENCE.toMillis());
        var visited = context.newPage();
        visited.navigate(page.toString());
        return visited;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
