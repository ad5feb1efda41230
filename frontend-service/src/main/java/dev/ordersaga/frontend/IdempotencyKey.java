package dev.ordersaga.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a caller says about a request so that it can be sent again: who sends the same key again means the same order.
 *
 * @param caller who says it; the same key of another caller is another one
 */
record IdempotencyKey(String caller, String key) {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");

    IdempotencyKey {
        if (!FORM.matcher(key).matches()) {
            throw ProblemException.badRequest("Idempotency-Key must be 1 to 128 visible ASCII characters");
        }
    }

    /** The key by what a request's headers say. */
    static IdempotencyKey of(String caller, List<String> headers) {
        if (headers.size() > 1) {
            throw ProblemException.badRequest("there may be only one Idempotency-Key");
        }
        return new IdempotencyKey(caller, headers.get(0));
    }

    /** The order's UUID: version 8 of RFC 9562, from SHA-256 as its appendix B.2 shows. */
    String uuid() {
        var hash = ByteBuffer.wrap(sha256().digest((caller.length() + ":" + caller + key).getBytes(UTF_8)));
        long most = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        long least = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(most, least).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
