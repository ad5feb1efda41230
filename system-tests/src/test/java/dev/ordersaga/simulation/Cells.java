package dev.ordersaga.simulation;

import java.util.List;

/** The cells of the protocol's table that a run has to come by, as the coverage names them. */
final class Cells {

    static final List<String> ALL = """
            absent + MESSAGE -> REJECT_UNKNOWN
            absent + ERROR -> REJECT_UNKNOWN
            absent + CANCEL -> REJECT_UNKNOWN
            RECEIVED, at the step's input + MESSAGE -> DECIDE
            RECEIVED, before the step's input + MESSAGE -> REJECT_EARLY
            RECEIVED + ERROR -> UNDO
            RECEIVED + CANCEL -> FAIL
            RECEIVED + WAKE -> CLAIM
            RECEIVED + WAKE -> FAIL
            ORDER_CREATED, at the step's input + MESSAGE -> DECIDE
            ORDER_CREATED, at the step's output + MESSAGE -> PUBLISH_AGAIN
            ORDER_CREATED, before the step's input + MESSAGE -> REJECT_EARLY
            ORDER_CREATED + ERROR -> UNDO
            ORDER_CREATED + CANCEL -> FAIL
            ORDER_CREATED + WAKE -> CLAIM
            ORDER_CREATED + WAKE -> FAIL
            INVENTORY_UPDATED, at the step's input + MESSAGE -> DECIDE
            INVENTORY_UPDATED, at the step's output + MESSAGE -> PUBLISH_AGAIN
            INVENTORY_UPDATED, further on + MESSAGE -> DROP
            INVENTORY_UPDATED + ERROR -> UNDO
            INVENTORY_UPDATED + CANCEL -> FAIL
            INVENTORY_UPDATED + WAKE -> CLAIM
            INVENTORY_UPDATED + WAKE -> FAIL
            PAYMENT_CREATED, unpublished, at the step's output + MESSAGE -> PUBLISH_AGAIN
            PAYMENT_CREATED, unpublished, further on + MESSAGE -> DROP
            PAYMENT_CREATED, unpublished + ERROR -> UNDO
            PAYMENT_CREATED, unpublished + CANCEL -> FAIL
            PAYMENT_CREATED, unpublished + WAKE -> CLAIM
            PAYMENT_CREATED, published, at the step's output + MESSAGE -> DROP
            PAYMENT_CREATED, published, further on + MESSAGE -> DROP
            PAYMENT_CREATED, published + ERROR -> UNDO
            PAYMENT_CREATED, published + CANCEL -> FAIL
            FAILED + MESSAGE -> PUBLISH_AGAIN
            FAILED + ERROR -> UNDO
            FAILED + CANCEL -> DROP
            FAILED + WAKE -> CLAIM
            COMPENSATED, unpublished + MESSAGE -> DROP
            COMPENSATED, unpublished + ERROR -> PUBLISH_AGAIN
            COMPENSATED, unpublished + CANCEL -> DROP
            COMPENSATED, unpublished + WAKE -> CLAIM
            COMPENSATED, published + MESSAGE -> DROP
            COMPENSATED, published + ERROR -> DROP
            COMPENSATED, published + CANCEL -> DROP
            absent + SETTLE -> REJECT_UNKNOWN
            RECEIVED + SETTLE -> DROP
            ORDER_CREATED + SETTLE -> DROP
            INVENTORY_UPDATED + SETTLE -> DROP
            PAYMENT_CREATED, unpublished + SETTLE -> SETTLE
            PAYMENT_CREATED, published + SETTLE -> SETTLE
            FAILED + SETTLE -> DROP
            COMPENSATED, unpublished + SETTLE -> DROP
            COMPENSATED, published + SETTLE -> DROP
            settled, at the step's output + MESSAGE -> PUBLISH_AGAIN
            settled, at the step's output + MESSAGE -> DROP
            settled, further on + MESSAGE -> DROP
            settled + ERROR -> REJECT_SETTLED
            settled + CANCEL -> REJECT_SETTLED
            settled + SETTLE -> DROP
            settled + WAKE -> CLAIM
            absent + RETRY -> REJECT_UNKNOWN
            RECEIVED + RETRY -> CLAIM
            ORDER_CREATED + RETRY -> CLAIM
            INVENTORY_UPDATED + RETRY -> CLAIM
            PAYMENT_CREATED, unpublished + RETRY -> CLAIM
            PAYMENT_CREATED, published + RETRY -> DROP
            FAILED + RETRY -> CLAIM
            COMPENSATED, unpublished + RETRY -> CLAIM
            COMPENSATED, published + RETRY -> DROP
            """.lines().toList();

    /** What else has to have happened. */
    static final List<String> EVENTS = List.of(
            "killed",
            "service gone",
            "started with a wrong clock",
            "clock jumped",
            "database away",
            "broker away",
            "broker emptied",
            "broker replaced",
            "done",
            "prompt and left alone",
            "undone, UNKNOWN_USER",
            "undone, UNKNOWN_ITEM",
            "undone, INSUFFICIENT_INVENTORY",
            "undone, PAYMENT_ERROR",
            "undone, INSUFFICIENT_CREDIT",
            "settled",
            "undone, CANCELLED",
            "undone, TIMED_OUT",
            "undone, BROKEN",
            "undone, REPORTED");

    private Cells() {}
}
