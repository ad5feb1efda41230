package dev.ordersaga.payment;

import java.util.Map;
import java.util.Optional;

/**
 * What a customer may owe, and does.
 *
 * @param limit the most they may owe
 * @param owed what they owe by now
 * @param hasAccount whether there is an account that says so
 */
record Credit(long limit, long owed, boolean hasAccount) {

    /** That of a customer who has a limit; one who never owed anything has no account. Others pay at once. */
    static Optional<Credit> of(Optional<Map<String, Object>> user, Optional<Map<String, Object>> account) {
        return user.map(fields -> fields.get("credit_limit"))
                .map(limit ->
                        new Credit(whole(limit), account.map(Credit::balance).orElse(0L), account.isPresent()));
    }

    /** What costs nothing is covered by any credit. */
    boolean covers(long total) {
        return total == 0 || total <= left();
    }

    long left() {
        return limit - owed;
    }

    private static long balance(Map<String, Object> account) {
        return whole(account.get("open_balance"));
    }

    private static long whole(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalStateException("%s is no amount of credit".formatted(value));
    }
}
