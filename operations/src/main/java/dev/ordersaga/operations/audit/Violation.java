package dev.ordersaga.operations.audit;

/**
 * A promise that does not hold.
 *
 * @param subject the order's uuid, the item, or the customer
 * @param words what is wrong, for people
 */
public record Violation(Kind kind, String subject, String words) {

    /** Which promise it is. */
    public enum Kind {
        /** What was stocked is neither there nor reserved, or more than that is. */
        STOCK,
        /** A customer owes something else than the sum of their payments. */
        BALANCE,
        /** A record is not there that the saga explains. */
        MISSING,
        /** A record is there that no saga explains. */
        STRAY,
        /** A record says something else than its saga. */
        DIFFERENT,
        /** A saga's history is not a way that an order can go. */
        HISTORY,
        /** An order is neither done nor undone though it has had its time. */
        OVERDUE,
        /** An order came to rest and its event is still not known to be published. */
        UNPUBLISHED,
        /** Nobody will look at a saga that has something left to do, or somebody will for nothing. */
        WAKE,
        /** A saga may be purged that must not be, or a tombstone never is. */
        EXPIRY,
        /** A saga cannot be understood. */
        UNREADABLE
    }
}
