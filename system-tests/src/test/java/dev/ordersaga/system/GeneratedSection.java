package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that a test makes: what stands between two markers. With {@code -Dordersaga.docs.write=true} the
 * test writes it, otherwise it tells what should stand there.
 */
record GeneratedSection(Path document, String name) {

    void assertIs(String text) throws IOException {
        var whole = Files.readString(document);
        var begin = "<!-- made by %s -->\n".formatted(name);
        var end = "<!-- end of %s -->".formatted(name);
        assertThat(whole).containsSubsequence(begin, end);
        var start = whole.indexOf(begin) + begin.length();
        var rest = whole.indexOf(end, start);
        if (Boolean.getBoolean("ordersaga.docs.write")) {
            Files.writeString(document, whole.substring(0, start) + text + whole.substring(rest));
            return;
        }
        assertThat(whole.substring(start, rest))
                .as("%s between the markers of %s; -Dordersaga.docs.write=true writes it", document, name)
                .isEqualTo(text);
    }
}
