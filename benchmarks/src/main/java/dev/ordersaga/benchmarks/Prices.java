package dev.ordersaga.benchmarks;

/**
 * Google's list prices in USD, without what is free: Firestore in us-central1, Pub/Sub everywhere. Storage, network and
 * what runs the services come on top.
 */
final class Prices {

    private static final double READ = 0.03 / 100_000;
    private static final double WRITE = 0.09 / 100_000;
    private static final double DELETE = 0.01 / 100_000;
    private static final double BYTE = 40.0 / (1L << 40);

    /** No request counts less, however few bytes it carries. */
    private static final double REQUEST_BYTES_MIN = 1_000;

    private static final double MILLION = 1_000_000;

    private Prices() {}

    /** A million orders, each message travelling alone, which is the most it can cost. */
    static double usdPerMillion(double reads, double writes, double deletes, double messages, double bytes) {
        double billed = Math.max(bytes, messages * REQUEST_BYTES_MIN);
        return MILLION * (reads * READ + writes * WRITE + deletes * DELETE + billed * BYTE);
    }
}
