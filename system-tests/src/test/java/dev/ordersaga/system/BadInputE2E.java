package dev.ordersaga.system;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import dev.ordersaga.testing.Listener;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the shop, by HTTP or to its topics: it says what is wrong, and is none the worse for it. */
class BadInputE2E {

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String NAME_RULE = "1 to 64 of the characters A-Z a-z 0-9 . _ -, and not . or .. or __…__";
    private static final String QUANTITY_RULE = "a whole number from 1 to 1000000";
    private static final String TOO_MUCH = "the body is nested too deeply, or a name or a number in it is too long";
    private static final String NOT_AN_OBJECT = "the message is not a JSON object";
    private static final String NOT_JSON = "the message is not JSON";
    private static final String NO_UUID = "the message has no uuid";
    private static final String NOT_CANONICAL = "the message's uuid is not a canonical UUID";
    private static final String NO_SAGA = "no such saga";

    private static final String NOBODYS = "00000000-0000-4000-8000-00000000dead";

    private static Shop shop;

    @BeforeAll
    static void enter() {
        shop = Shop.standing();
    }

    @AfterAll
    static void all_promises_hold() {
        shop.audit();
    }

    /**
     * A request and the problem it is answered with.
     *
     * @param detail all of it, or its beginning when it ends with …
     * @param field the field that is named, or nothing
     */
    record BadRequest(String what, byte[] request, int status, String title, String detail, String field) {}

    private static BadRequest order(String what, byte[] body, String detail, String field) {
        return new BadRequest(what, RawHttp.request("POST", "/order", JSON, body), 400, "Bad Request", detail, field);
    }

    private static BadRequest order(String body, String detail, String field) {
        return order(body, body.getBytes(UTF_8), detail, field);
    }

    private static BadRequest name(String field, String json) {
        var other = field.equals("item") ? "\"user\":\"jack\"" : "\"item\":\"widget\"";
        return order(
                "{\"%s\":%s,%s,\"quantity\":1}".formatted(field, json, other), field + " must be " + NAME_RULE, field);
    }

    private static BadRequest quantity(String json) {
        return order(
                "{\"item\":\"widget\",\"user\":\"jack\",\"quantity\":%s}".formatted(json),
                "quantity must be " + QUANTITY_RULE,
                "quantity");
    }

    private static BadRequest unknown(String field) {
        return order(
                "{\"item\":\"widget\",\"user\":\"jack\",\"quantity\":1,\"%s\":1}".formatted(field),
                "there is no field " + field,
                field);
    }

    private static BadRequest notJson(String body, int line, int column) {
        return order(body, "the body is not valid JSON at line %d, column %d…".formatted(line, column), "");
    }

    private static BadRequest notJson(String body, int line, int column, String field) {
        return order(body, "the body is not valid JSON at line %d, column %d…".formatted(line, column), field);
    }

    private static BadRequest unsupported(String what, String headers) {
        return new BadRequest(
                what,
                RawHttp.request("POST", "/order", headers, good()),
                415,
                "Unsupported Media Type",
                "The body must be application/json.",
                "");
    }

    private static BadRequest nowhere(String method, String path) {
        return new BadRequest(
                method + " " + path,
                RawHttp.request(method, path, JSON, good()),
                404,
                "Not Found",
                "There is nothing here.",
                "");
    }

    private static BadRequest noOrder(String path, String uuid) {
        return new BadRequest(
                path,
                RawHttp.request("GET", path, "", new byte[0]),
                404,
                "Not Found",
                "There is no order " + uuid + ".",
                "");
    }

    private static BadRequest notAllowed(String method, String path, String allowed) {
        return new BadRequest(
                method + " " + path,
                RawHttp.request(method, path, JSON, good()),
                405,
                "Method Not Allowed",
                "%s is not possible here, only %s.".formatted(method, allowed),
                "");
    }

    private static BadRequest notAcceptable(String accept) {
        return new BadRequest(
                "Accept: " + accept,
                RawHttp.request("POST", "/order", JSON + "Accept: " + accept + "\r\n", good()),
                406,
                "Not Acceptable",
                "The answer can only be had as application/json.",
                "");
    }

    private static BadRequest tooLarge(String what, byte[] request) {
        return new BadRequest(what, request, 413, "Content Too Large", "The body may have 65536 bytes.", "");
    }

    private static byte[] good() {
        return "{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\"}".getBytes(UTF_8);
    }

    private static byte[] sized(int bytes) {
        return ("{\"item\":\"" + "x".repeat(bytes - 11) + "\"}").getBytes(UTF_8);
    }

    private static List<BadRequest> badRequests() {
        return List.of(
                name("item", "null"),
                name("item", "7"),
                name("item", "[\"widget\"]"),
                name("item", "\"\""),
                name("item", "\"widget/orders/x\""),
                name("item", "\"..\""),
                name("item", "\"__widget__\""),
                name("item", "\"w\\u0000\""),
                name("item", "\"" + "n".repeat(65) + "\""),
                name("user", "\".\""),
                name("user", "\"../jill\""),
                name("user", "\"jäck\""),
                name("user", "true"),
                order("{}", "user must be " + NAME_RULE, "user"),
                quantity("0"),
                quantity("-50"),
                quantity("1000001"),
                quantity("9223372036854775808"),
                quantity("\"50\""),
                quantity("50.7"),
                quantity("50.0"),
                quantity("1e3"),
                quantity("true"),
                quantity("null"),
                quantity("[1]"),
                order("{\"item\":\"widget\",\"user\":\"jack\"}", "quantity must be " + QUANTITY_RULE, "quantity"),
                unknown("uuid"),
                unknown("price_per_unit"),
                unknown("Item"),
                order(
                        "a payment-error too long by a byte",
                        "{\"item\":\"widget\",\"user\":\"jack\",\"quantity\":1,\"payment-error\":\"%s\"}"
                                .formatted("é".repeat(512))
                                .getBytes(UTF_8),
                        "payment-error must be JSON of at most 1024 bytes",
                        "payment-error"),
                order("no body", new byte[0], "the body must be a JSON object", ""),
                order("null", "the body must be a JSON object", ""),
                order("[]", "the body must be a JSON object", ""),
                order("\"widget\"", "the body must be a JSON object", ""),
                notJson("hello", 1, 1),
                notJson("{\n  \"item\": \"widget\",\n  \"quantity\": 5O\n}", 3, 16),
                notJson("{\"item\":\"widget\"", 1, 17),
                notJson("{\"item\":\"widget\",}", 1, 18),
                notJson("{'item':'widget'}", 1, 2),
                notJson("{\"quantity\":NaN}", 1, 16),
                notJson("{\"quantity\":01}", 1, 14),
                notJson("{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\"} {}", 1, 46),
                notJson("{\"item\":\"widget\",\"item\":\"wotsit\"}", 1, 24, "item"),
                notJson("{\"payment-error\":{\"a\":1,\"a\":2}}", 1, 28, "a"),
                order(
                        "bytes that are no text",
                        new byte[] {'{', '"', (byte) 0xc3, '"', '}'},
                        "the body is not valid JSON…",
                        ""),
                order("nested deeply", "{\"payment-error\":".repeat(2_000).getBytes(UTF_8), TOO_MUCH, ""),
                order("a long number", ("{\"quantity\":" + "1".repeat(2_000) + "}").getBytes(UTF_8), TOO_MUCH, ""),
                order("{\"payment-error\":1e99999999999}", TOO_MUCH, ""),
                order("64 KiB", sized(65_536), "user must be " + NAME_RULE, "user"),
                new BadRequest(
                        "64 KiB in chunks",
                        RawHttp.chunked("POST", "/order", JSON, sized(65_536)),
                        400,
                        "Bad Request",
                        "user must be " + NAME_RULE,
                        "user"),
                tooLarge("a byte more", RawHttp.request("POST", "/order", JSON, sized(65_537))),
                tooLarge("a byte more, in chunks", RawHttp.chunked("POST", "/order", JSON, sized(65_537))),
                tooLarge("much more", RawHttp.request("POST", "/order", JSON, sized(2_000_000))),
                tooLarge("much more, in chunks", RawHttp.chunked("POST", "/order", JSON, sized(2_000_000))),
                tooLarge("much more, of no type", RawHttp.request("POST", "/order", "", sized(70_000))),
                tooLarge("much more, for nobody", RawHttp.request("POST", "/orders", "", sized(2_000_000))),
                tooLarge(
                        "much more, only announced",
                        "POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n"
                                .getBytes(UTF_8)),
                unsupported("text", "Content-Type: text/plain\r\n"),
                unsupported("a form", "Content-Type: application/x-www-form-urlencoded\r\n"),
                unsupported("a form with files", "Content-Type: multipart/form-data; boundary=x\r\n"),
                unsupported("nonsense", "Content-Type: ;;;\r\n"),
                unsupported("no type", ""),
                notAcceptable("text/html"),
                notAcceptable("application/xml"),
                nowhere("GET", "/orders"),
                nowhere("POST", "/order/" + NOBODYS + "/more"),
                nowhere("GET", "/order/../../etc/passwd"),
                nowhere("GET", "/q/nothing"),
                noOrder("/order/" + NOBODYS, NOBODYS),
                noOrder("/order/ABCDEF00-0000-4000-8000-000000000001", "ABCDEF00-0000-4000-8000-000000000001"),
                noOrder("/order/1-1-1-1-1", "1-1-1-1-1"),
                noOrder("/order/..%2Fusers", "../users"),
                noOrder("/order/%00", "\0"),
                notAllowed("GET", "/order", "POST"),
                notAllowed("PUT", "/order", "POST"),
                notAllowed("BREW", "/order", "POST"),
                fromElsewhere("another name for this machine", "Host: evil.example"),
                fromElsewhere("a page of another site", "Host: localhost\r\nSec-Fetch-Site: cross-site"),
                new BadRequest(
                        "no host",
                        "GET /order/x HTTP/1.1\r\n\r\n".getBytes(UTF_8),
                        400,
                        "Bad Request",
                        "The request cannot be answered: Bad Request.",
                        ""));
    }

    @Test
    void a_bad_request_is_told_what_is_wrong_and_changes_nothing() {
        var bad = badRequests();
        var before = everythingAtRest();

        var softly = new SoftAssertions();
        bad.forEach(each -> check(softly, each));
        softly.assertAll();

        assertThat(bad).hasSizeGreaterThanOrEqualTo(40);
        assertNoneTheWorse(before);
    }

    private static BadRequest fromElsewhere(String what, String headers) {
        return new BadRequest(
                what,
                "GET /inventory HTTP/1.1\r\n%s\r\n\r\n".formatted(headers).getBytes(UTF_8),
                403,
                "Forbidden",
                "Without tokens only this machine is answered, as localhost or 127.0.0.1.",
                "");
    }

    private static void check(SoftAssertions softly, BadRequest bad) {
        var answer = RawHttp.send(shop.frontend("/"), bad.request());
        softly.assertThat(answer.status()).as(bad.what()).isEqualTo(bad.status());
        softly.assertThat(answer.headers()).as(bad.what()).containsEntry("content-type", "application/problem+json");
        softly.assertThat(withoutDetail(answer.body())).as(bad.what()).isEqualTo(withoutDetail(bad));
        var detail = Json.text(answer.body(), "detail");
        if (bad.detail().endsWith("…") && !bad.detail().endsWith("__…__")) {
            softly.assertThat(detail).as(bad.what()).startsWith(bad.detail().replace("…", ""));
        } else {
            softly.assertThat(detail).as(bad.what()).isEqualTo(bad.detail());
        }
        softly.assertThat(answer.headers().get("allow")).as(bad.what()).isEqualTo(bad.status() == 405 ? "POST" : null);
    }

    private static Map<String, Object> withoutDetail(BadRequest bad) {
        var expected = new LinkedHashMap<String, Object>(
                Map.of("type", "about:blank", "title", bad.title(), "status", bad.status()));
        if (!bad.field().isEmpty()) {
            expected.put("field", bad.field());
        }
        return expected;
    }

    private static Map<String, Object> withoutDetail(String body) {
        var all = Json.fields(body);
        all.remove("detail");
        return all;
    }

    @Test
    void what_is_no_http_is_refused_by_the_protocol_itself() {
        for (var nonsense : Map.of(
                        "nonsense\r\n\r\n",
                        400,
                        "POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n",
                        400,
                        "POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                        400,
                        "GET /order/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        400,
                        "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                        414,
                        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(70_000) + "\r\n\r\n",
                        431)
                .entrySet()) {
            var answer = RawHttp.send(shop.frontend("/"), nonsense.getKey().getBytes(UTF_8));
            assertThat(answer.status()).isEqualTo(nonsense.getValue());
        }
    }

    /** What is published and the reason with which it is put away. */
    private static List<Map.Entry<byte[], String>> badMessages() {
        var texts = List.of(
                entry("", NOT_AN_OBJECT),
                entry("  ", NOT_AN_OBJECT),
                entry("null", NOT_AN_OBJECT),
                entry("17", NOT_AN_OBJECT),
                entry("\"" + NOBODYS + "\"", NOT_AN_OBJECT),
                entry("[{\"uuid\":\"" + NOBODYS + "\"}]", NOT_AN_OBJECT),
                entry("hello", NOT_JSON),
                entry("{", NOT_JSON),
                entry("{\"uuid\":\"" + NOBODYS + "\"", NOT_JSON),
                entry("{\"uuid\":\"" + NOBODYS + "\"} {}", NOT_JSON),
                entry("{uuid:\"" + NOBODYS + "\"}", NOT_JSON),
                entry("{'uuid':'" + NOBODYS + "'}", NOT_JSON),
                entry("{\"uuid\":\"" + NOBODYS + "\",\"uuid\":\"" + NOBODYS + "\"}", NOT_JSON),
                entry("{\"uuid\":\"" + NOBODYS + "\",\"user\":\"jack\",\"user\":\"jill\"}", NOT_JSON),
                entry("{\"uuid\":\"" + NOBODYS + "\",\"quantity\":NaN}", NOT_JSON),
                entry("{\"uuid\":\"" + NOBODYS + "\",\"quantity\":" + "1".repeat(2_000) + "}", NOT_JSON),
                entry("[".repeat(100_000), NOT_JSON),
                entry("{}", NO_UUID),
                entry("{\"UUID\":\"" + NOBODYS + "\"}", NO_UUID),
                entry("{\"uuid\":null}", NO_UUID),
                entry("{\"uuid\":1}", NO_UUID),
                entry("{\"uuid\":[\"" + NOBODYS + "\"]}", NO_UUID),
                entry("{\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\"}", NO_UUID),
                entry("{\"uuid\":\"\"}", NOT_CANONICAL),
                entry("{\"uuid\":\"1-1-1-1-1\"}", NOT_CANONICAL),
                entry("{\"uuid\":\"00000000-0000-4000-8000-00000000DEAD\"}", NOT_CANONICAL),
                entry("{\"uuid\":\"../users/jack/orders/0000-00000000\"}", NOT_CANONICAL),
                entry("{\"uuid\":\"" + NOBODYS + "\"}", NO_SAGA),
                entry("{\"uuid\":\"" + NOBODYS + "\",\"item\":\"widget\",\"quantity\":1,\"user\":\"jack\"}", NO_SAGA),
                entry("{\"uuid\":\"" + NOBODYS + "\",\"item\":\"../x\",\"quantity\":-1,\"user\":7}", NO_SAGA));
        var noise = List.of(
                entry(new byte[] {(byte) 0xff}, NOT_JSON),
                entry(new byte[64], NOT_JSON),
                entry(new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}, NOT_JSON),
                entry("{}".getBytes(UTF_16), NO_UUID));
        return Stream.concat(
                        texts.stream().map(each -> entry(each.getKey().getBytes(UTF_8), each.getValue())),
                        noise.stream())
                .toList();
    }

    @Test
    void a_bad_message_is_put_away_with_the_reason_and_changes_nothing() {
        var readers = Map.of(
                "frontend", "order-service",
                "order-created", "inventory-service",
                "inventory-updated", "payment-service",
                "error", "janitor-service");
        var waiting = plantReceived();
        var before = everythingAtRest();
        var expected = new LinkedHashMap<String, Message>();
        readers.forEach((topic, reader) -> {
            var bad = new ArrayList<>(badMessages());
            if (Flow.ORDERS.stages().stream()
                    .skip(1)
                    .anyMatch(stage -> stage.reads().equals(topic))) {
                bad.add(entry(
                        ("{\"uuid\":\"" + waiting + "\"}").getBytes(UTF_8),
                        "before its time: the saga has only come to RECEIVED"));
            }
            assertThat(bad).hasSizeGreaterThanOrEqualTo(20);
            bad.forEach(each -> {
                var number = "bad-" + expected.size();
                expected.put(
                        number,
                        new Message(
                                each.getKey(),
                                Map.of(
                                        "number",
                                        number,
                                        "topic",
                                        topic,
                                        "subscription",
                                        topic + "-sub",
                                        "step",
                                        reader,
                                        "reason",
                                        each.getValue(),
                                        "attempt",
                                        "1")));
            });
        });

        try (var dead = shop.listen("dead-letter")) {
            expected.forEach((number, message) -> shop.publish(
                    message.attributes().get("topic"), new Message(message.data(), Map.of("number", number))));
            await().atMost(Shop.PATIENCE).until(() -> numbers(dead).containsAll(expected.keySet()));

            var softly = new SoftAssertions();
            dead.heard().forEach(letter -> {
                var number = letter.attributes().get("number");
                softly.assertThat(letter.attributes())
                        .as(number)
                        .isEqualTo(expected.get(number).attributes());
                softly.assertThat(letter.data())
                        .as(number)
                        .isEqualTo(expected.get(number).data());
            });
            softly.assertAll();
        }
        assertNoneTheWorse(before);
        shop.commit(new Write.Delete(shop.names().saga(waiting)));
    }

    private static List<String> numbers(Listener dead) {
        return dead.heard().stream()
                .map(letter -> letter.attributes().get("number"))
                .toList();
    }

    /** A saga whose event nobody publishes, and which nobody looks at for long. */
    private static String plantReceived() {
        var order = new Order(UUID.randomUUID().toString(), "jack", "widget", 1);
        var saga = Saga.received(
                order,
                new Transition("frontend-service", "Planted.", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")));
        shop.commit(new Write.Create(shop.names().saga(order.uuid()), SagaDocument.fields(saga)));
        return order.uuid();
    }

    /** Every document, once all that was ordered before has come to rest for good. */
    private static Map<DocumentPath, Map<String, Object>> everythingAtRest() {
        await().atMost(Shop.PATIENCE)
                .until(() -> shop.sagas().stream()
                        .noneMatch(saga -> saga.unpublished() && Flow.ORDERS.rests(saga.status())));
        return shop.everything();
    }

    private static void assertNoneTheWorse(Map<DocumentPath, Map<String, Object>> before) {
        assertThat(shop.everything()).isEqualTo(before);
        for (var service : shop.stack().names()) {
            for (var check : List.of("live", "ready", "started")) {
                assertThat(RestAssured.get(shop.stack().baseUri(service).resolve("/q/health/" + check))
                                .statusCode())
                        .as(service + " " + check)
                        .isEqualTo(200);
            }
        }
        var done = shop.atRest(shop.place("widget", 1, "jack"), Shop.PATIENCE);
        assertThat(Json.text(done, "status")).isEqualTo(Flow.ORDERS.completed());
    }
}
