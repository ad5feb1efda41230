package dev.ordersaga.benchmarks;

import dev.ordersaga.flow.Names;
import dev.ordersaga.port.Write;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What customers order, one unit each. */
enum Goods {
    /** In turn from a hundred items. */
    SPREAD(100),
    /** All the same item. */
    HOT(1);

    private static final long PRICE = 10;

    private final int items;

    Goods(int items) {
        this.items = items;
    }

    /** What the customer with this number sends. */
    String order(int number) {
        return """
                {"item":"%s","quantity":1,"user":"%s"}""".formatted(item(number % items), Papers.USERS.get(number % Papers.USERS.size()));
    }

    private String item(int number) {
        return this == HOT ? "hot" : Papers.item(number);
    }

    /** Makes those who order. */
    static List<Write> customers(Names names) {
        return Papers.USERS.stream()
                .<Write>map(user -> new Write.Create(names.user(user), Map.of("address", "123 fake street")))
                .toList();
    }

    /** Puts enough of everything on the shelf. */
    static List<Write> stock(Names names) {
        return Stream.of(values())
                .flatMap(goods -> IntStream.range(0, goods.items).mapToObj(goods::item))
                .<Write>map(item -> new Write.Create(
                        names.stock(item),
                        Map.of("quantity", Papers.PLENTY, "price_per_unit", PRICE, "stocked", Papers.PLENTY)))
                .toList();
    }
}
