package dev.ordersaga.engine;

import dev.ordersaga.engine.Hop.Source;
import dev.ordersaga.port.Topics.Delivery;
import dev.ordersaga.saga.Notice;
import org.jboss.logging.Logger;

/** A message in hand: how it is answered, whatever becomes of it. */
final class Letter {

    private static final Logger LOG = Logger.getLogger(Letter.class);

    private final Delivery delivery;
    private final Inbox inbox;

    Letter(Delivery delivery, Inbox inbox) {
        this.delivery = delivery;
        this.inbox = inbox;
    }

    /** What the message says. */
    Notice read() throws Notice.UnreadableException {
        return Notice.of(delivery.message());
    }

    String step() {
        return inbox.step();
    }

    Source source() {
        return inbox.source(delivery.id());
    }

    void done() {
        inbox.forget(delivery.id());
        delivery.ack();
    }

    /** Has it come again, through no fault of its own. */
    void postpone() {
        delivery.nack();
    }

    void retry(Throwable cause) {
        LOG.warnf(
                "%s could not publish, message %s will come again: %s",
                inbox.step(), delivery.id(), cause.getMessage());
        delivery.nack();
    }

    /** Makes it a dead letter; should even that fail, it comes again. */
    void reject(String why) {
        inbox.deadLetter(delivery, why)
                .subscribe()
                .with(published -> done(), failure -> Concerning.run(order(), step(), () -> retry(failure)));
    }

    /** The order that it claims to be about. */
    String order() {
        return delivery.message().attributes().getOrDefault("uuid", "unknown");
    }

    /** Has it come again, but not for ever. */
    void bug(String uuid, RuntimeException thrown) {
        if (inbox.bug(delivery.id())) {
            reject("a bug: " + thrown);
            return;
        }
        LOG.errorf(thrown, "order %s cannot be decided at %s", uuid, inbox.step());
        delivery.nack();
    }
}
