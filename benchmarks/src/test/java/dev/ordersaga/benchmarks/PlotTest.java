package dev.ordersaga.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.benchmarks.Plot.Bar;
import dev.ordersaga.benchmarks.Plot.Dot;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {

    private static NodeList all(String svg, String element) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName(element);
    }

    private static double number(NodeList elements, int i, String attribute) {
        return Double.parseDouble(((Element) elements.item(i)).getAttribute(attribute));
    }

    @Test
    void bars_are_as_long_as_their_values() throws Exception {
        var svg = Plot.bars("Orders", "/s", List.of(Bar.other("ceiling", 2_000), Bar.ours("ours", 500)));

        var bars = all(svg, "rect");
        assertThat(number(bars, 0, "width")).isEqualTo(4 * number(bars, 1, "width"));
        assertThat(svg).contains(">2,000 /s<").contains(">500 /s<");
    }

    @Test
    void bars_of_nothing_have_no_length() throws Exception {
        var svg = Plot.bars("Orders", "/s", List.of(Bar.ours("ours", 0)));

        assertThat(number(all(svg, "rect"), 0, "width")).isZero();
    }

    @Test
    void what_is_the_same_from_end_to_end_is_a_level_curve_that_begins_at_the_left() throws Exception {
        var svg = Plot.curve("Time", "ms", List.of(new Dot(1_000, 2), new Dot(10_000, 2), new Dot(100_000, 2)));

        var dots = all(svg, "circle");
        assertThat(number(dots, 0, "cy")).isEqualTo(number(dots, 2, "cy"));
        assertThat(number(dots, 1, "cx") - number(dots, 0, "cx"))
                .isEqualTo(number(dots, 2, "cx") - number(dots, 1, "cx"));
        assertThat(number(dots, 0, "cx")).isEqualTo(number(all(svg, "line"), 0, "x1"));
    }

    @Test
    void more_is_higher() throws Exception {
        var dots = all(Plot.curve("Time", "ms", List.of(new Dot(1, 1), new Dot(10, 2))), "circle");

        assertThat(number(dots, 1, "cy")).isLessThan(number(dots, 0, "cy"));
    }

    @Test
    void words_are_never_markup() throws Exception {
        var svg = Plot.bars("a < b & \"c\"", "/s", List.of(Bar.ours("<script>", 1)));

        assertThat(all(svg, "text").item(0).getTextContent()).isEqualTo("a < b & \"c\"");
        assertThat(all(svg, "text").item(1).getTextContent()).isEqualTo("<script>");
    }

    @Test
    void is_read_on_light_ground_and_on_dark() {
        assertThat(Plot.bars("Orders", "/s", List.of(Bar.ours("ours", 1))))
                .contains("prefers-color-scheme: dark")
                .doesNotContain("background");
    }
}
