package dev.ordersaga.operations;

/** Text from anywhere, as one line that a terminal can be trusted with. */
public final class Printable {

    private Printable() {}

    public static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }

    /** At most so many characters, and a mark where it was cut. */
    public static String of(String text, int lengthMax) {
        // Most of a message of megabytes need not be looked at.
        var head = of(text.substring(0, Math.min(text.length(), 2 * lengthMax)));
        return head.codePointCount(0, head.length()) <= lengthMax && text.length() <= 2 * lengthMax
                ? head
                : head.substring(
                                0,
                                head.offsetByCodePoints(0, Math.min(lengthMax, head.codePointCount(0, head.length()))))
                        + "…";
    }
}
