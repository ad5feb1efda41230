package dev.ordersaga.frontend;

import static dev.ordersaga.testing.TokenIssuer.claims;
import static dev.ordersaga.testing.TokenIssuer.secondsFromNow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.testing.EmulatorsResource;
import dev.ordersaga.testing.EventSource;
import dev.ordersaga.testing.Sagas;
import dev.ordersaga.testing.Shop;
import dev.ordersaga.testing.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, where tokens are needed. */
@QuarkusTest
@WithTestResource(value = TokensResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@WithTestResource(
        value = EmulatorsResource.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = {
            @ResourceArg(name = "ordersaga.frontend.answer-within", value = "60s"),
            @ResourceArg(name = "ordersaga.frontend.heartbeat-every", value = "200ms")
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ORDER = "{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\"}";

    /** What is answered to whom; all of it is about jack and one of his orders, which is complete. */
    private static final String TABLE = """
            | request                   | nobody | jack | jill | an operator |
            | POST /order               | 401    | 202  | 403  | 202         |
            | GET /order/{uuid}         | 401    | 200  | 404  | 200         |
            | DELETE /order/{uuid}      | 401    | 202  | 404  | 202         |
            | POST /order/{uuid}/settle | 401    | 403  | 403  | 200         |
            | GET /order/{uuid}/events  | 401    | 200  | 404  | 200         |
            | GET /users/{user}/orders  | 401    | 200  | 403  | 200         |
            | GET /inventory            | 401    | 200  | 200  | 200         |
            | GET /events               | 401    | 403  | 403  | 200         |
            """;

    @TestHTTPResource
    URI frontend;

    @Inject
    Config config;

    @Inject
    Names names;

    @Inject
    Documents documents;

    @Inject
    Topics topics;

    private final HttpClient http = HttpClient.newHttpClient();
    private TokenIssuer issuer;
    private Shop shop;

    /** A cell of the table. */
    private record Case(String request, String caller, int status) {

        String method() {
            return request.split(" ")[0];
        }

        String path(String uuid) {
            return request.split(" ")[1].replace("{uuid}", uuid).replace("{user}", "jack");
        }
    }

    private record Answer(int status, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        String told(String field) {
            return JsonPath.from(body).getString(field);
        }
    }

    @BeforeAll
    void open_the_shop() {
        issuer = TokenIssuer.of(config.getValue(TokensResource.SECRET, String.class));
        shop = Shop.open(names, documents, topics);
    }

    @AfterAll
    void close_the_shop() {
        shop.close();
    }

    private static List<List<String>> rows() {
        return TABLE.lines()
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static Stream<Case> cases() {
        var callers = rows().get(0);
        return rows().stream()
                .skip(1)
                .flatMap(row -> callers.stream()
                        .skip(1)
                        .map(caller ->
                                new Case(row.get(0), caller, Integer.parseInt(row.get(callers.indexOf(caller))))));
    }

    private static Stream<Case> requests() {
        return cases().filter(each -> each.caller().equals("nobody"));
    }

    private String[] authorization(String caller) {
        return switch (caller) {
            case "nobody" -> new String[] {};
            case "an operator" -> bearer(issuer.token("root", "operator"));
            default -> bearer(issuer.token(caller, "customer"));
        };
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private Saga completeOrderOfJack() {
        var saga = Sagas.published(Sagas.at("PAYMENT_CREATED", new Order(Shop.unique(), "jack", "widget", 50)));
        shop.create(saga);
        return saga;
    }

    private Answer send(Case each, String uuid, String... headers) {
        return send(each.method(), each.path(uuid), headers);
    }

    /** Of a stream that does not end, only how it begins is of interest. */
    private Answer send(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(frontend.toString().replaceFirst("/$", "") + path))
                .timeout(PATIENCE)
                .method(method, path.equals("/order") ? BodyPublishers.ofString(ORDER) : BodyPublishers.noBody());
        if (path.equals("/order")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var text = path.equals("/events") && answer.statusCode() == 200
                        ? ""
                        : new String(body.readAllBytes(), UTF_8);
                return new Answer(answer.statusCode(), answer.headers().map(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).contains("application/problem+json");
        assertThat(answer.told("status")).isEqualTo(Integer.toString(status));
        assertThat(answer.header("www-authenticate").isPresent()).isEqualTo(status == 401);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void who_may_do_what(Case each) {
        var saga = completeOrderOfJack();
        var uuid = saga.order().uuid();

        var answer = send(each, uuid, authorization(each.caller()));

        if (each.status() < 400) {
            assertThat(answer.status()).isEqualTo(each.status());
            return;
        }
        assertProblem(answer, each.status());
        assertThat(shop.saga(uuid)).contains(saga);
        if (each.status() == 401) {
            assertThat(answer.header("www-authenticate")).contains("Bearer");
        }
    }

    @Test
    void the_table_has_every_path_and_method() {
        var real = new TreeSet<>(List.of("GET /order/{uuid}/events", "GET /events"));
        AllowedMethods.of(OrderResource.class, CustomerResource.class, InventoryResource.class)
                .paths()
                .keySet()
                .forEach(method -> real.add(AllowedMethods.httpMethod(method) + " " + AllowedMethods.path(method)));

        assertThat(requests().map(Case::request)).containsExactlyInAnyOrderElementsOf(real);
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_token_opens_nothing(BadToken kind) {
        var saga = completeOrderOfJack();
        var uuid = saga.order().uuid();
        var token = kind.of(issuer, claims("jack", "operator"));

        requests().forEach(each -> {
            var answer = send(each, uuid, bearer(token));

            assertProblem(answer, 401);
            assertThat(answer.header("www-authenticate")).contains("Bearer error=\"invalid_token\"");
            assertThat(answer.told("detail")).startsWith("The token ").doesNotContain("jose");
        });
        assertThat(shop.saga(uuid)).contains(saga);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic amFjazpqYWNr", "Bearer", "Bearer ", "Bearer two words", "%s", "Token %s", "Bearer %s,"})
    void what_is_no_bearer_token_opens_nothing(String header) {
        var authorization = header.formatted(issuer.token("jack"));

        requests().forEach(each -> assertProblem(send(each, Shop.unique(), "Authorization", authorization), 401));
    }

    @Test
    void two_tokens_are_none() {
        var both = Stream.of("jack", "jill")
                .flatMap(user -> Arrays.stream(bearer(issuer.token(user))))
                .toArray(String[]::new);

        requests().forEach(each -> assertProblem(send(each, Shop.unique(), both), 401));
    }

    @Test
    void a_token_counts_in_its_header_alone() {
        var token = issuer.token("jack", "operator");

        assertProblem(send("GET", "/inventory?access_token=" + token), 401);
        assertProblem(send("GET", "/inventory", "Cookie", "Bearer=" + token + "; access_token=" + token), 401);
        assertThat(send("GET", "/inventory", "Authorization", "bearer  " + token)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, //order/%s",
        "GET, /order//%s",
        "GET, /./order/%s",
        "GET, /q/../order/%s",
        "GET, /q/health/%%2e%%2e/%%2e%%2e/order/%s",
        "GET, /q;/../order/%s",
        "GET, /order;a=b/%s",
        "GET, /%%6frder/%s",
        "GET, /order/%s/",
        "GET, /order/%s?x=/q/health",
        "GET, /order/%s/events/",
        "GET, /js/../order/%s",
        "HEAD, /order/%s",
        "GET, /inventory/",
        "DELETE, //order/%s"
    })
    void no_way_of_writing_a_path_gets_around_it(String method, String path) {
        var saga = completeOrderOfJack();

        var answer = send(method, path.formatted(saga.order().uuid()));

        assertThat(answer.status()).isIn(400, 401, 404, 405);
        assertThat(answer.body()).doesNotContain("widget");
        assertThat(shop.saga(saga.order().uuid())).contains(saga);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/js/api.js", "/board.css", "/q/health/live", "/q/metrics", "/q/openapi"})
    void what_is_nobodys_needs_no_token(String path) {
        assertThat(send("GET", path).status()).isEqualTo(200);
        assertThat(send("GET", path, bearer(BadToken.FORGED.of(issuer, claims("jack"))))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /order/{uuid}", "DELETE /order/{uuid}", "GET /order/{uuid}/events"})
    void an_order_of_somebody_else_is_told_as_one_that_is_not_there(String request) {
        var each = new Case(request, "jill", 404);
        var jacks = completeOrderOfJack().order().uuid();
        var nobodys = Shop.unique();

        var told = send(each, jacks, authorization("jill")).body();

        assertThat(told.replace(jacks, nobodys))
                .isEqualTo(send(each, nobodys, authorization("jill")).body());
    }

    @Test
    void a_page_behind_an_order_of_somebody_else_is_none() {
        var jacks = completeOrderOfJack().order().uuid();
        var path = "/users/jill/orders?after=";

        var told = send("GET", path + jacks, authorization("jill"));

        assertProblem(told, 400);
        assertThat(told.body())
                .isEqualTo(
                        send("GET", path + Shop.unique(), authorization("jill")).body());
    }

    @Test
    void an_order_for_somebody_else_is_refused_before_anything_is_stored() {
        var key = Shop.unique();

        var answer = send("POST", "/order", with(authorization("jill"), "Idempotency-Key", key));

        assertProblem(answer, 403);
        assertThat(answer.told("detail")).isEqualTo("You are jill, and this is for jack or an operator.");
        assertThat(shop.saga(new IdempotencyKey("jill", key).uuid())).isEmpty();
    }

    @Test
    void a_key_is_told_from_the_same_key_of_another_caller() {
        var key = Shop.unique();

        var jacks = send("POST", "/order", with(authorization("jack"), "Idempotency-Key", key));
        var again = send("POST", "/order", with(authorization("jack"), "Idempotency-Key", key));
        var operators = send("POST", "/order", with(authorization("an operator"), "Idempotency-Key", key));

        assertThat(again.body()).isEqualTo(jacks.body());
        assertThat(again.header("idempotency-replayed")).contains("true");
        assertThat(operators.status()).isEqualTo(202);
        assertThat(operators.told("uuid")).isNotEqualTo(jacks.told("uuid"));
    }

    private static String[] with(String[] headers, String name, String value) {
        return Stream.concat(Arrays.stream(headers), Stream.of(name, value)).toArray(String[]::new);
    }

    @Test
    void a_stream_ends_with_the_token_it_was_asked_for_with() {
        var saga = Sagas.at("ORDER_CREATED", new Order(Shop.unique(), "jack", "widget", 50));
        shop.create(saga);
        var claims = claims("jack");
        claims.put("exp", secondsFromNow(Duration.ofSeconds(15)));
        var path = frontend.resolve("/order/" + saga.order().uuid() + "/events");
        var headers = Map.of("Authorization", "Bearer " + issuer.sign(claims));

        try (var events = EventSource.open(http, path, headers);
                var lasting = EventSource.open(http, path, Map.of("Authorization", "Bearer " + issuer.token("jack")))) {
            assertThat(events.status()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> events.events().size() == 2);
            await().atMost(PATIENCE).until(() -> lasting.events().size() == 2);
            await().atMost(PATIENCE).until(events::ended);
            assertThat(lasting.ended()).isFalse();
        }
        try (var again = EventSource.open(http, path, headers)) {
            assertThat(again.status()).isEqualTo(401);
        }
    }
}
