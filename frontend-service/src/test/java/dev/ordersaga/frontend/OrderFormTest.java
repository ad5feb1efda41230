package dev.ordersaga.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordersaga.saga.Order;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFormTest {

    private static final String UUID = "00000000-0000-4000-8000-000000000001";
    private static final String NAME_RULE = "1 to 64 of the characters A-Z a-z 0-9 . _ -, and not . or .. or __…__";
    private static final String QUANTITY_RULE = "a whole number from 1 to 1000000";

    private static Order read(String body) {
        return OrderForm.read(UUID, body.getBytes(UTF_8));
    }

    private static ProblemException refused(byte[] body) {
        var problem = catchThrowableOfType(ProblemException.class, () -> OrderForm.read(UUID, body));
        assertThat(problem).isNotNull();
        return problem;
    }

    private static ProblemException refused(String body) {
        return refused(body.getBytes(UTF_8));
    }

    private static Map<String, Object> badRequest(String detail) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", "Bad Request");
        body.put("status", 400);
        body.put("detail", detail);
        return body;
    }

    private static Map<String, Object> badRequest(String detail, String field) {
        var body = badRequest(detail);
        body.put("field", field);
        return body;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"item":"widget","quantity":50,"user":"jack"}               | widget  | 50      | jack
            {"user":"jill","quantity":80,"item":"wotsit"}               | wotsit  | 80      | jill
            ~ { "item" : "widget" , "quantity" : 1 , "user" : "jack" } ~ | widget  | 1       | jack
            {"item":"a","quantity":1000000,"user":"Z"}                  | a       | 1000000 | Z
            {"item":"2.0_b-c","quantity":500000,"user":"..."}           | 2.0_b-c | 500000  | ...
            {"item":"\\u0077idget","quantity":25,"user":"jimbo"}        | widget  | 25      | jimbo
            """)
    void takes_an_order(String body, String item, long quantity, String user) {
        assertThat(read(body)).isEqualTo(new Order(UUID, user, item, quantity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            null                       | null
            "null"                     | "null"
            true                       | true
            0                          | 0
            ""                         | ""
            { "code": [ 402, null ] }  | {"code":[402,null]}
            12345678901234567890123    | 12345678901234567890123
            0.12345678901234567890123  | 0.12345678901234567890123
            -1.50                      | -1.50
            1e400                      | 1E+400
            """)
    void keeps_a_payment_error_of_any_value(String sent, String kept) {
        assertThat(read("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\",\"payment-error\":" + sent + "}"))
                .isEqualTo(new Order(UUID, "jack", "widget", 50, Optional.of(kept), Map.of()));
    }

    @Test
    void takes_the_longest_names_and_the_longest_payment_error() {
        var name = "n".repeat(64);
        var error = "\"" + "e".repeat(1_022) + "\"";

        assertThat(read("{\"item\":\"%s\",\"quantity\":1,\"user\":\"%s\",\"payment-error\":%s}"
                        .formatted(name, name, error)))
                .isEqualTo(new Order(UUID, name, name, 1, Optional.of(error), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"quantity":1,"user":"jack"}                                   | item
            {"item":null,"quantity":1,"user":"jack"}                       | item
            {"item":7,"quantity":1,"user":"jack"}                          | item
            {"item":true,"quantity":1,"user":"jack"}                       | item
            {"item":["widget"],"quantity":1,"user":"jack"}                 | item
            {"item":{"name":"widget"},"quantity":1,"user":"jack"}          | item
            {"item":"","quantity":1,"user":"jack"}                         | item
            {"item":" ","quantity":1,"user":"jack"}                        | item
            {"item":"widget ","quantity":1,"user":"jack"}                  | item
            {"item":"wid get","quantity":1,"user":"jack"}                  | item
            {"item":"widget/orders/x","quantity":1,"user":"jack"}          | item
            {"item":"widget\\u0000","quantity":1,"user":"jack"}            | item
            {"item":"wídget","quantity":1,"user":"jack"}                   | item
            {"item":".","quantity":1,"user":"jack"}                        | item
            {"item":"..","quantity":1,"user":"jack"}                       | item
            {"item":"__widget__","quantity":1,"user":"jack"}               | item
            {"item":"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn","quantity":1,"user":"jack"} | item
            {"item":"widget","quantity":1}                                 | user
            {"item":"widget","quantity":1,"user":null}                     | user
            {"item":"widget","quantity":1,"user":0}                        | user
            {"item":"widget","quantity":1,"user":""}                       | user
            {"item":"widget","quantity":1,"user":"jack\\n"}                | user
            {"item":"widget","quantity":1,"user":"../jill"}                | user
            {"item":"widget","quantity":1,"user":"____"}                   | user
            {}                                                             | user
            """)
    void refuses_what_is_no_name(String body, String field) {
        assertThat(refused(body).body()).isEqualTo(badRequest(field + " must be " + NAME_RULE, field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-50",
                "1000001",
                "500000000000000000000",
                "9223372036854775808",
                "1.5",
                "50.0",
                "5e1",
                "1E0",
                "\"50\"",
                "\"\"",
                "null",
                "true",
                "[50]",
                "{}"
            })
    void refuses_what_is_no_quantity(String quantity) {
        assertThat(refused("{\"item\":\"widget\",\"quantity\":" + quantity + ",\"user\":\"jack\"}")
                        .body())
                .isEqualTo(badRequest("quantity must be " + QUANTITY_RULE, "quantity"));
    }

    @Test
    void refuses_an_order_without_a_quantity() {
        assertThat(refused("{\"item\":\"widget\",\"user\":\"jack\"}").body())
                .isEqualTo(badRequest("quantity must be " + QUANTITY_RULE, "quantity"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuid",
                "status",
                "price_per_unit",
                "total_invoice",
                "payment_error",
                "Item",
                "note",
                "",
                "payment-error "
            })
    void refuses_a_field_it_does_not_know(String field) {
        assertThat(refused("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\",\"" + field + "\":1}")
                        .body())
                .isEqualTo(badRequest("there is no field " + field, field));
    }

    @Test
    void refuses_a_payment_error_that_is_too_long() {
        var error = "\"" + "e".repeat(1_023) + "\"";
        assertThat(refused("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\",\"payment-error\":" + error + "}")
                        .body())
                .isEqualTo(badRequest("payment-error must be JSON of at most 1024 bytes", "payment-error"));
    }

    @Test
    void counts_a_payment_error_in_bytes() {
        var error = "\"" + "é".repeat(512) + "\"";
        assertThat(refused("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\",\"payment-error\":" + error + "}")
                        .body())
                .isEqualTo(badRequest("payment-error must be JSON of at most 1024 bytes", "payment-error"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"item":"widget","item":"widget"}     | item
            {"quantity":1,"user":"a","quantity":1} | quantity
            {"payment-error":{"a":1,"a":2}}       | a
            """)
    void names_a_field_that_is_repeated(String body, String field) {
        assertThat(refused(body).body()).containsEntry("field", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "null", "true", "17", "\"widget\"", "[]", "[{\"item\":\"widget\"}]"})
    void refuses_what_is_no_object(String body) {
        assertThat(refused(body).body()).isEqualTo(badRequest("the body must be a JSON object"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            hello                                                    | 1 | 1
            {                                                        | 1 | 2
            }                                                        | 1 | 1
            {"item"                                                  | 1 | 8
            {"item":                                                 | 1 | 9
            {"item":"widget"                                         | 1 | 17
            {"item":"widget                                          | 1 | 16
            {"item":"widget",}                                       | 1 | 18
            {"item":"widget" "quantity":1}                           | 1 | 18
            {item:"widget"}                                          | 1 | 2
            {'item':'widget'}                                        | 1 | 2
            {"item":widget}                                          | 1 | 9
            {"quantity":01}                                          | 1 | 14
            {"quantity":+1}                                          | 1 | 14
            {"quantity":.5}                                          | 1 | 13
            {"quantity":5.}                                          | 1 | 15
            {"quantity":0x10}                                        | 1 | 14
            {"quantity":NaN}                                         | 1 | 16
            {"quantity":Infinity}                                    | 1 | 21
            {"quantity":1}/* one */                                  | 1 | 15
            {"item":"wid\\get"}                                      | 1 | 14
            {"item":"widget","item":"widget"}                        | 1 | 24
            {"payment-error":{"a":1,"a":2}}                          | 1 | 28
            {"item":"widget","quantity":1,"user":"jack"}}            | 1 | 45
            {"item":"widget","quantity":1,"user":"jack"} {}          | 1 | 46
            ~{\n  "item": "widget",\n  "quantity": 5O,\n  "user": "jack"\n}~ | 3 | 16
            ~{"item":"wid\nget"}~                                    | 1 | 13
            """)
    void refuses_what_is_no_json_and_says_where(String body, int line, int column) {
        var problem = refused(body);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem)
                .hasMessageMatching("the body is not valid JSON at line %d, column %d(: .*)?".formatted(line, column));
    }

    static byte[][] monsters() {
        return new byte[][] {
            "[".repeat(2_000).getBytes(UTF_8),
            "{\"payment-error\":".repeat(2_000).getBytes(UTF_8),
            ("{\"quantity\":" + "1".repeat(2_000) + "}").getBytes(UTF_8),
            "{\"payment-error\":1e99999999999}".getBytes(UTF_8),
            ("{\"" + "k".repeat(60_000) + "\":1}").getBytes(UTF_8)
        };
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void refuses_what_no_order_needs(byte[] body) {
        assertThat(refused(body).body())
                .isEqualTo(badRequest("the body is nested too deeply, or a name or a number in it is too long"));
    }

    static byte[][] noise() {
        return new byte[][] {
            {(byte) 0xff},
            {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
            {0, 0, (byte) 0xff, (byte) 0xfe},
            {0, 0, 0, '{', 0x7f, 0x7f, 0x7f, 0x7f},
            new byte[64]
        };
    }

    @ParameterizedTest
    @MethodSource("noise")
    void refuses_noise(byte[] body) {
        assertThat(refused(body))
                .hasMessageStartingWith("the body is not valid JSON")
                .extracting(ProblemException::status)
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{", "{\"quantity\":+1}"})
    void tells_nothing_of_its_own_code(String body) {
        assertThat(refused(body)).message().doesNotContain("com.fasterxml", "Feature", "REDACTED");
    }
}
