package dev.ordersaga.localstack;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How much memory a process holds right now. */
final class ResidentMemory {
    private static final Pattern KIBIBYTES = Pattern.compile("\\d+");

    private ResidentMemory() {}

    static OptionalLong of(long pid) {
        return Executables.run("ps", "-o", "rss=", "-p", Long.toString(pid)).stream()
                .filter(KIBIBYTES.asMatchPredicate())
                .mapToLong(text -> Long.parseLong(text) * 1024)
                .findFirst();
    }
}
