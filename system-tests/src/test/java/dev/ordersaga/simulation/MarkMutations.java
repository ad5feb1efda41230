package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.DocumentsException;
import dev.ordersaga.port.Write;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Wakes, marks and lifetimes that are not what they should be. */
final class MarkMutations {

    private static final Instant SOME_DAY = Instant.parse("2030-01-01T00:00:00Z");

    static final List<Mutation> ALL = List.of(
            rewritten("no wake_at at create", Writes.without(Writes::creates, "wake_at")),
            rewritten("a claim drops wake_at", Writes.without(Writes::claims, "wake_at")),
            rewritten(
                    "the final commit drops wake_at",
                    Writes.without(write -> Writes.brings(write, Shop.DONE), "wake_at")),
            rewritten(
                    "a refund does not set wake_at again",
                    Writes.without(write -> Writes.fails(write, "CANCELLED") && refunds(write), "wake_at")),
            rewritten(
                    "the final commit is not unpublished",
                    Writes.without(write -> Writes.brings(write, Shop.DONE), "unpublished")),
            rewritten(
                    "a claim keeps the version",
                    write -> Writes.claims(write)
                            ? Writes.with(
                                            Writes::claims,
                                            "version",
                                            (Long) Writes.ofSagas(write).get("version") - 1)
                                    .apply(write)
                            : write),
            new Mutation("no mark at all", () -> new Parts() {
                @Override
                Documents documents(Site site, Documents documents) {
                    return new Unmarked(documents);
                }
            }),
            rewritten("expire_at is set at create", Writes.with(Writes::creates, "expire_at", SOME_DAY)),
            rewritten(
                    "expire_at is set on what is done",
                    Writes.with(
                            write -> Writes.marks(write)
                                    && !Writes.ofSagas(write).containsKey("expire_at"),
                            "expire_at",
                            SOME_DAY)),
            rewritten(
                    "expire_at is kept on a refund",
                    Writes.with(write -> Writes.fails(write, "CANCELLED") && refunds(write), "expire_at", SOME_DAY)),
            rewritten(
                    "a saga is deleted when it is undone",
                    write -> Writes.brings(write, Flow.COMPENSATED) ? new Write.Delete(write.path()) : write));

    private MarkMutations() {}

    private static boolean refunds(Write write) {
        return Writes.ofSagas(write).get("history") instanceof List<?> lines
                && lines.stream().anyMatch(line -> Shop.DONE.equals(((Map<?, ?>) line).get("status")));
    }

    private static Mutation rewritten(String name, UnaryOperator<Write> rewriting) {
        return new Mutation(name, () -> new Parts() {
            @Override
            Documents documents(Site site, Documents documents) {
                return new Rewritten(documents, rewriting);
            }
        });
    }

    private static final class Unmarked extends ForwardingDocuments {

        Unmarked(Documents documents) {
            super(documents);
        }

        @Override
        public Uni<List<Optional<DocumentsException>>> commitEach(List<Write> writes) {
            return Uni.createFrom().item(Collections.nCopies(writes.size(), Optional.empty()));
        }
    }
}
