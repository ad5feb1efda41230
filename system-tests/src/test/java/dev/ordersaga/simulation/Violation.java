package dev.ordersaga.simulation;

/**
 * A promise that was broken.
 *
 * @param property what should hold
 * @param what what was seen instead
 */
record Violation(String property, String what) {

    @Override
    public String toString() {
        return property + ": " + what;
    }
}
