package dev.ordersaga.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.testing.Sagas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventTest {

    private static final String UUID = "00000000-0000-4000-8000-000000000001";
    private static final Order ORDER = new Order(UUID, "jack", "widget", 50);

    @Test
    void of_a_new_order_is_what_the_customer_sent_and_its_uuid() {
        var event = OrderEvent.of(Sagas.at("RECEIVED", ORDER));

        assertThat(event.text()).isEqualTo("""
                        {"item":"widget","quantity":50,"user":"jack",\
                        "uuid":"00000000-0000-4000-8000-000000000001",\
                        "status":"RECEIVED","detail":"The order was received."}""");
        assertThat(event.attributes()).isEqualTo(Map.of("uuid", UUID, "type", "RECEIVED", "schema", "1", "seq", "1"));
    }

    @Test
    void of_a_completed_order_tells_price_and_invoice() {
        var event = OrderEvent.of(Sagas.at("PAYMENT_CREATED", ORDER));

        assertThat(event.text()).isEqualTo("""
                        {"item":"widget","quantity":50,"user":"jack",\
                        "uuid":"00000000-0000-4000-8000-000000000001",\
                        "price_per_unit":10,"total_invoice":500,\
                        "status":"PAYMENT_CREATED","detail":"The order came to PAYMENT_CREATED."}""");
        assertThat(event.attributes())
                .isEqualTo(Map.of("uuid", UUID, "type", "PAYMENT_CREATED", "schema", "1", "seq", "4"));
    }

    @Test
    void of_a_failed_order_tells_the_reason() {
        var event = OrderEvent.of(Sagas.failed(Sagas.at("INVENTORY_UPDATED", ORDER), "PAYMENT_ERROR"));

        assertThat(event.text()).isEqualTo("""
                        {"item":"widget","quantity":50,"user":"jack",\
                        "uuid":"00000000-0000-4000-8000-000000000001",\
                        "price_per_unit":10,\
                        "status":"FAILED","detail":"It failed with PAYMENT_ERROR.","reason":"PAYMENT_ERROR"}""");
        assertThat(event.attributes()).isEqualTo(Map.of("uuid", UUID, "type", "FAILED", "schema", "1", "seq", "4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"null\"", "true", "0", "-1.50", "12345678901234567890", "\"\"", "{\"a\":[1,{}]}", "[]"
            })
    void passes_payment_error_on_as_it_came(String raw) {
        var order = new Order(UUID, "jack", "widget", 50, Optional.of(raw), Map.of());

        assertThat(OrderEvent.of(Sagas.at("RECEIVED", order)).text())
                .startsWith("{\"item\":\"widget\",\"quantity\":50,\"user\":\"jack\",\"payment-error\":" + raw
                        + ",\"uuid\":");
    }

    @Test
    void tells_the_facts_in_the_order_they_were_found() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("price_per_unit", 10L);
        facts.put("total_invoice", 500L);
        facts.put("parcel", "p-1");
        facts.put("fragile", true);

        assertThat(OrderEvent.of(Sagas.at("RECEIVED", new Order(UUID, "jack", "widget", 50, Optional.empty(), facts)))
                        .text())
                .contains(
                        "\"price_per_unit\":10,\"total_invoice\":500,\"parcel\":\"p-1\",\"fragile\":true,\"status\":");
    }

    @Test
    void tells_the_trace_beside_the_data() {
        var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var event = OrderEvent.of(Sagas.at("RECEIVED", ORDER.tracedBy(trace)));

        assertThat(event.text())
                .isEqualTo(OrderEvent.of(Sagas.at("RECEIVED", ORDER)).text());
        assertThat(event.attributes())
                .isEqualTo(Map.of("uuid", UUID, "type", "RECEIVED", "schema", "1", "seq", "1", "traceparent", trace));
    }

    @Test
    void is_read_again_as_a_notice() throws Exception {
        assertThat(Notice.of(OrderEvent.of(Sagas.failed(Sagas.at("RECEIVED", ORDER), "UNKNOWN_USER"))))
                .isEqualTo(new Notice(
                        UUID,
                        Optional.of("jack"),
                        Optional.of("widget"),
                        Optional.of("UNKNOWN_USER"),
                        Optional.of("It failed with UNKNOWN_USER.")));
    }

    @Test
    void is_the_same_each_time_it_is_published() {
        var saga = Sagas.at("INVENTORY_UPDATED", ORDER);

        assertThat(OrderEvent.of(saga).text()).isEqualTo(OrderEvent.of(saga).text());
        assertThat(OrderEvent.of(saga).attributes())
                .isEqualTo(OrderEvent.of(saga).attributes());
    }
}
