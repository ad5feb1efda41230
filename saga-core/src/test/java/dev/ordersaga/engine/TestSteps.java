package dev.ordersaga.engine;

import static dev.ordersaga.saga.Outcome.advance;
import static dev.ordersaga.saga.Outcome.refuse;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import dev.ordersaga.saga.Saga;
import java.util.Map;
import java.util.Set;

/** The smallest participants that place, reserve and pay, and undo it all. */
final class TestSteps {

    private static final Names NAMES = Names.standard();

    private TestSteps() {}

    static class Place implements Step<Order> {

        @Override
        public String service() {
            return "order-service";
        }

        @Override
        public Set<DocumentPath> reads(Order order) {
            return Set.of(NAMES.user(order.user()));
        }

        @Override
        public Outcome<Order> decide(Order order, Seen seen) {
            return seen.fields(NAMES.user(order.user())).isPresent()
                    ? advance(order, Map.of(), "placed")
                    : refuse("UNKNOWN_USER", "who?");
        }

        @Override
        public void write(Order order, Changes changes) {
            changes.create(NAMES.order(order.user(), order.uuid()), Map.of("quantity", order.quantity()));
        }
    }

    static class Reserve implements Step<Reserve.Taken> {

        record Taken(Order order, long left) {}

        @Override
        public String service() {
            return "inventory-service";
        }

        @Override
        public Set<DocumentPath> reads(Order order) {
            return Set.of(NAMES.stock(order.item()));
        }

        @Override
        public Outcome<Taken> decide(Order order, Seen seen) {
            var stock = seen.fields(NAMES.stock(order.item())).map(fields -> (Long) fields.get("quantity"));
            if (stock.isEmpty()) {
                return refuse("UNKNOWN_ITEM", "what?");
            }
            long left = stock.get() - order.quantity();
            return left < 0
                    ? refuse("INSUFFICIENT_INVENTORY", "too much")
                    : advance(new Taken(order, left), Map.of("price_per_unit", 3L), "reserved");
        }

        @Override
        public void write(Taken taken, Changes changes) {
            changes.update(NAMES.stock(taken.order().item()), Map.of("quantity", taken.left()));
            changes.create(
                    NAMES.reservation(taken.order().item(), taken.order().uuid()),
                    Map.of("quantity", taken.order().quantity()));
        }
    }

    static class Pay implements Step<Order> {

        @Override
        public String service() {
            return "payment-service";
        }

        @Override
        public Set<DocumentPath> reads(Order order) {
            return Set.of();
        }

        @Override
        public Outcome<Order> decide(Order order, Seen seen) {
            return order.paymentError().isPresent()
                    ? refuse("PAYMENT_ERROR", "no money")
                    : advance(order, Map.of("total_invoice", 3 * order.quantity()), "paid");
        }

        @Override
        public void write(Order order, Changes changes) {
            changes.create(NAMES.payment(order.uuid()), Map.of("total_invoice", 3 * order.quantity()));
        }
    }

    static class Undo implements Compensation {

        @Override
        public String service() {
            return "janitor-service";
        }

        @Override
        public Set<DocumentPath> reads(Saga saga) {
            return Set.of(NAMES.stock(saga.order().item()));
        }

        @Override
        public String undo(Saga saga, Seen seen, Changes changes) {
            var order = saga.order();
            changes.delete(NAMES.payment(order.uuid()));
            if (saga.reached("INVENTORY_UPDATED")) {
                changes.delete(NAMES.reservation(order.item(), order.uuid()));
                changes.add(NAMES.stock(order.item()), "quantity", order.quantity());
            }
            changes.delete(NAMES.order(order.user(), order.uuid()));
            return "undone";
        }
    }
}
