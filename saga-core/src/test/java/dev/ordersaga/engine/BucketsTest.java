package dev.ordersaga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.saga.SagaDocument;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void each_bucket_is_in_one_group_and_each_group_has_its_turn() {
        var seen = new ArrayList<Integer>();

        int group = 0;
        do {
            seen.addAll(Buckets.group(group));
            group = Buckets.after(group);
        } while (group != 0);

        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, SagaDocument.BUCKETS).boxed().toList());
    }
}
