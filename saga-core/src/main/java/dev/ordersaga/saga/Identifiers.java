package dev.ordersaga.saga;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The forms that names from outside must have before they become part of a document's path. */
public final class Identifiers {

    /** What an item's or a user's name must look like, in words. */
    public static final String NAME_RULE = "1 to 64 of the characters A-Z a-z 0-9 . _ -, and not . or .. or __…__";

    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)(?!__.*__$)[A-Za-z0-9._-]{1,64}");

    private Identifiers() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The UUID in its canonical form: 36 characters, lower case. */
    public static boolean isUuid(String text) {
        return uuid(text).isPresent();
    }

    private static Optional<UUID> uuid(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text))
                    .filter(uuid -> uuid.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
