package dev.ordersaga.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.port.Message;
import dev.ordersaga.saga.Notice.UnreadableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    private static final String UUID = "00000000-0000-4000-8000-000000000001";

    private static Notice read(String json) throws UnreadableException {
        return Notice.of(Message.of(json, Map.of()));
    }

    /** With the members given, in JSON, after the uuid. */
    private static Notice with(String members) throws UnreadableException {
        return read("{\"uuid\":\"" + UUID + "\"" + members + "}");
    }

    private static Notice bare() {
        return new Notice(UUID, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void understands_an_event() throws UnreadableException {
        assertThat(
                        with(
                                ",\"user\":\"jack\",\"item\":\"widget\",\"quantity\":50,\"reason\":\"CANCELLED\",\"detail\":\"No.\""))
                .isEqualTo(new Notice(
                        UUID,
                        Optional.of("jack"),
                        Optional.of("widget"),
                        Optional.of("CANCELLED"),
                        Optional.of("No.")));
    }

    @Test
    void needs_nothing_but_a_uuid_and_no_attributes() throws UnreadableException {
        assertThat(with("")).isEqualTo(bare());
        assertThat(Notice.of(Message.of("{\"uuid\":\"" + UUID + "\"}", Map.of("uuid", "of another", "type", "FAILED"))))
                .isEqualTo(bare());
    }

    @Test
    void passes_over_fields_it_does_not_know() throws UnreadableException {
        assertThat(with(",\"status\":\"PAYMENT_CREATED\",\"price_per_unit\":0,\"x\":{\"uuid\":1}"))
                .isEqualTo(bare());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                                                | the message is not a JSON object
            ~   ~                                                             | the message is not a JSON object
            null                                                              | the message is not a JSON object
            17                                                                | the message is not a JSON object
            "00000000-0000-4000-8000-000000000001"                            | the message is not a JSON object
            ["00000000-0000-4000-8000-000000000001"]                          | the message is not a JSON object
            hello                                                             | the message is not JSON
            {                                                                 | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001"                    | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001"}}                  | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001"} {}                | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001",}                  | the message is not JSON
            {uuid:"00000000-0000-4000-8000-000000000001"}                     | the message is not JSON
            {'uuid':'00000000-0000-4000-8000-000000000001'}                   | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001","quantity":NaN}    | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001"/*one*/}            | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001","uuid":"00000000-0000-4000-8000-000000000002"} | the message is not JSON
            {"uuid":"00000000-0000-4000-8000-000000000001","user":"a","user":"b"} | the message is not JSON
            {}                                                                | the message has no uuid
            {"UUID":"00000000-0000-4000-8000-000000000001"}                   | the message has no uuid
            {"uuid":null}                                                     | the message has no uuid
            {"uuid":1}                                                        | the message has no uuid
            {"uuid":true}                                                     | the message has no uuid
            {"uuid":["00000000-0000-4000-8000-000000000001"]}                 | the message has no uuid
            {"uuid":{"uuid":"00000000-0000-4000-8000-000000000001"}}          | the message has no uuid
            {"uuid":""}                                                       | the message's uuid is not a canonical UUID
            {"uuid":"1-1-1-1-1"}                                              | the message's uuid is not a canonical UUID
            {"uuid":"00000000000040008000000000000001"}                       | the message's uuid is not a canonical UUID
            {"uuid":"ABCDEF00-0000-4000-8000-000000000001"}                   | the message's uuid is not a canonical UUID
            {"uuid":"{0000000-0000-4000-8000-00000000000}"}                   | the message's uuid is not a canonical UUID
            {"uuid":" 0000000-0000-4000-8000-000000000001"}                   | the message's uuid is not a canonical UUID
            {"uuid":"sagas/00000000-0000-4000-8000-000000"}                   | the message's uuid is not a canonical UUID
            """)
    void does_not_understand(String data, String why) {
        assertThatThrownBy(() -> read(data))
                .isInstanceOf(UnreadableException.class)
                .hasMessage(why);
    }

    static byte[][] noise() {
        return new byte[][] {
            {(byte) 0xff},
            {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
            {0, 0, (byte) 0xff, (byte) 0xfe},
            {0, 0, 0, '{', 0x7f, 0x7f, 0x7f, 0x7f},
            new byte[64],
            "[".repeat(100_000).getBytes(),
            ("{\"uuid\":" + "1".repeat(2_000) + "}").getBytes(),
            "{\"payment-error\":1e99999999999}".getBytes()
        };
    }

    @ParameterizedTest
    @MethodSource("noise")
    void does_not_understand_noise(byte[] data) {
        assertThatThrownBy(() -> Notice.of(new Message(data, Map.of())))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("the message is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"\"", "\".\"", "\"a/b\"", "\"__a__\"", "[\"jack\"]", "\"jack \""})
    void a_name_that_cannot_be_one_is_no_guess(String value) throws UnreadableException {
        assertThat(with(",\"user\":" + value + ",\"item\":" + value)).isEqualTo(bare());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"\"", "\"out of stock\"", "\"Cancelled\"", "\"_A\"", "\"9LIVES\""})
    void a_reason_that_is_no_machine_word_is_passed_over(String value) throws UnreadableException {
        assertThat(with(",\"reason\":" + value)).isEqualTo(bare());
    }

    @Test
    void a_reason_has_64_characters_at_the_most() throws UnreadableException {
        assertThat(with(",\"reason\":\"" + "R".repeat(64) + "\"").reason()).contains("R".repeat(64));
        assertThat(with(",\"reason\":\"" + "R".repeat(65) + "\"").reason()).isEmpty();
    }

    @Test
    void a_long_detail_is_cut() throws UnreadableException {
        assertThat(with(",\"detail\":\"" + "d".repeat(500) + "\"").detail()).contains("d".repeat(500));
        assertThat(with(",\"detail\":\"" + "d".repeat(501) + "\"").detail()).contains("d".repeat(500));
    }

    @Test
    void a_long_detail_is_not_cut_within_a_character() throws UnreadableException {
        assertThat(with(",\"detail\":\"" + "d".repeat(499) + "🙂🙂\"").detail()).contains("d".repeat(499));
        assertThat(with(",\"detail\":\"" + "d".repeat(498) + "🙂🙂\"").detail()).contains("d".repeat(498) + "🙂");
    }

    @Test
    void guesses_an_order_from_user_and_item() throws UnreadableException {
        assertThat(with(",\"user\":\"jack\",\"item\":\"widget\",\"quantity\":50")
                        .guess())
                .contains(new Order(UUID, "jack", "widget", 0));
        assertThat(with(",\"user\":\"jack\"").guess()).isEmpty();
        assertThat(with(",\"item\":\"widget\"").guess()).isEmpty();
    }
}
