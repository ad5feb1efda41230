package dev.ordersaga.simulation;

import dev.ordersaga.flow.Flow;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Write;
import java.util.List;
import java.util.function.Predicate;

/** Writes that do not look whether anything changed meanwhile. */
final class GuardMutations {

    static final List<Mutation> ALL = List.of(
            unguarded("order-service's commit is unguarded", "order-service", Writes::ofSaga),
            unguarded("inventory-service's commit is unguarded", "inventory-service", Writes::ofSaga),
            unguarded("payment-service's commit is unguarded", "payment-service", Writes::ofSaga),
            unguarded("the stock is unguarded", "inventory-service", Writes::ofStock),
            unguarded("the account is unguarded", "payment-service", Writes::ofAccount),
            new Mutation("the settlement is unguarded", () -> new Parts() {
                @Override
                Documents documents(Site site, Documents documents) {
                    return site.is("frontend-service") ? new Unguarded(site, documents, Writes::settles) : documents;
                }
            }),
            unguarded("the cancel is unguarded", "frontend-service", write -> Writes.fails(write, "CANCELLED")),
            unguarded("the frontend's create is unguarded", "frontend-service", Writes::creates),
            unguarded("the claim is unguarded", "janitor-service", Writes::claims),
            unguarded("the timeout is unguarded", "janitor-service", write -> Writes.fails(write, "TIMED_OUT")),
            unguarded(
                    "the janitor's undoing is unguarded",
                    "janitor-service",
                    write -> Writes.brings(write, Flow.COMPENSATED)),
            new Mutation("the mark ignores the version", () -> new Parts() {
                @Override
                Documents documents(Site site, Documents documents) {
                    return new Unguarded(site, documents, Writes::marks);
                }
            }));

    private GuardMutations() {}

    private static Mutation unguarded(String name, String service, Predicate<Write> careless) {
        return new Mutation(name, () -> new Parts() {
            @Override
            Documents documents(Site site, Documents documents) {
                return site.is(service)
                        ? new Unguarded(site, documents, write -> !Writes.marks(write) && careless.test(write))
                        : documents;
            }
        });
    }
}
