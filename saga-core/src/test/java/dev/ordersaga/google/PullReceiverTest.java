package dev.ordersaga.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.protobuf.util.Timestamps;
import com.google.pubsub.v1.PubsubMessage;
import dev.ordersaga.port.Topics.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What arrives is handed in here: no stream is opened. */
class PullReceiverTest {

    private final ScheduledExecutorService threads = Threads.scheduled("test", 1);
    private final List<Delivery> handedOut = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final PullReceiver receiver = new PullReceiver(
            Nowhere.connection(),
            new Channels(threads, Nowhere.LIMITS.reconnectEvery()),
            "orders-sub",
            handedOut::add,
            Nowhere.LIMITS,
            threads);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private void arrives(String id, long publishedAtSeconds, String lease) {
        receiver.receive(
                PubsubMessage.newBuilder()
                        .setMessageId(id)
                        .setPublishTime(Timestamps.fromSeconds(publishedAtSeconds))
                        .build(),
                new AckReplyConsumer() {
                    @Override
                    public void ack() {
                        answers.add(lease + " acked");
                    }

                    @Override
                    public void nack() {
                        answers.add(lease + " nacked");
                    }
                });
    }

    @Test
    void what_comes_anew_while_it_is_in_hand_is_handed_out_once_and_answered_each_time() {
        arrives("1", 100, "first");
        arrives("1", 100, "second");
        arrives("1", 100, "third");

        assertThat(handedOut).hasSize(1);
        handedOut.get(0).ack();
        handedOut.get(0).nack();
        assertThat(answers).containsExactly("first acked", "second acked", "third acked");
    }

    @Test
    void what_comes_anew_though_it_was_acknowledged_is_acknowledged_once_more() {
        arrives("1", 100, "first");
        handedOut.get(0).ack();
        arrives("1", 100, "second");

        assertThat(handedOut).hasSize(1);
        assertThat(answers).containsExactly("first acked", "second acked");
    }

    @Test
    void what_comes_again_as_it_was_asked_for_is_handed_out_again() {
        arrives("1", 100, "first");
        handedOut.get(0).nack();
        handedOut.get(0).ack();
        arrives("1", 100, "second");

        assertThat(handedOut).hasSize(2);
        handedOut.get(1).ack();
        assertThat(answers).containsExactly("first nacked", "second acked");
    }

    @Test
    void how_many_acknowledged_ones_it_remembers_has_a_limit() {
        for (int i = 0; i <= 10_000; i++) {
            arrives(Integer.toString(i), 100, "a lease");
            handedOut.get(i).ack();
        }
        arrives("10000", 100, "the last again");
        assertThat(handedOut).hasSize(10_001);
        arrives("0", 100, "the first again");
        assertThat(handedOut).hasSize(10_002);
    }

    @Test
    void another_message_with_the_same_number_is_another_message() {
        arrives("1", 100, "before the broker forgot everything");
        arrives("1", 200, "after");

        assertThat(handedOut).hasSize(2);
        handedOut.get(1).ack();
        assertThat(answers).containsExactly("after acked");
    }
}
