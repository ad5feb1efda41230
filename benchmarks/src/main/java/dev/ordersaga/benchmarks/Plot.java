package dev.ordersaga.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plots as SVG, without a background of their own: they are read on light ground and on dark. */
final class Plot {

    private static final int WIDTH = 720;
    private static final int TOP = 44;
    private static final int LABELS = 230;
    private static final int VALUES = 90;
    private static final int BAR = 18;
    private static final int ROW = 30;

    private static final int CURVE_HEIGHT = 240;
    private static final int CURVE_LEFT = 70;
    private static final int CURVE_RIGHT = 40;
    private static final int CURVE_BOTTOM = 40;

    /** Room above the highest point. */
    private static final double HEADROOM = 1.25;

    /** Colours that are told apart on both grounds; text follows the reader's choice. */
    private static final String STYLE = """
            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-weight: 600; font-size: 15px }
            .ours { fill: #2f81f7; stroke: none }
            .other { fill: #8b949e; stroke: none }
            .curve { fill: none; stroke: #2f81f7; stroke-width: 2 }
            .axis { stroke: #8b949e; stroke-width: 1 }
            @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }""";

    /**
     * A bar.
     *
     * @param ours whether it is about us, and not what we are compared to
     */
    record Bar(String label, double value, boolean ours) {

        static Bar ours(String label, double value) {
            return new Bar(label, value, true);
        }

        static Bar other(String label, double value) {
            return new Bar(label, value, false);
        }
    }

    /** A point of a curve. */
    record Dot(double x, double y) {}

    private Plot() {}

    /** Bars from left to right, each with its label and its value. */
    static String bars(String title, String unit, List<Bar> bars) {
        double most = Math.max(1e-9, bars.stream().mapToDouble(Bar::value).max().orElse(1));
        var rows = IntStream.range(0, bars.size())
                .mapToObj(i -> bar(bars.get(i), TOP + i * ROW, most, unit))
                .collect(Collectors.joining());
        return svg(title, TOP + bars.size() * ROW, rows);
    }

    private static String bar(Bar bar, int y, double most, String unit) {
        double length = bar.value() / most * (WIDTH - LABELS - VALUES);
        return text(LABELS - 10, y + 14, "end", bar.label())
                + line(
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                        bar.ours() ? "ours" : "other", LABELS, y, length, BAR)
                + text(LABELS + length + 8, y + 14, "start", Figures.of(bar.value()) + " " + unit);
    }

    /** A curve over numbers that grow tenfold, from zero up, so that what is flat looks flat. */
    static String curve(String title, String unit, List<Dot> dots) {
        double most = HEADROOM * dots.stream().mapToDouble(Dot::y).max().orElseThrow();
        double first = Math.log(dots.get(0).x());
        double last = Math.log(dots.get(dots.size() - 1).x());
        int bottom = CURVE_HEIGHT - CURVE_BOTTOM;
        var points = dots.stream()
                .map(dot -> new Dot(
                        CURVE_LEFT
                                + (Math.log(dot.x()) - first)
                                        / Math.max(1e-9, last - first)
                                        * (WIDTH - CURVE_LEFT - CURVE_RIGHT),
                        bottom - dot.y() / Math.max(1e-9, most) * (bottom - TOP)))
                .toList();
        var body = new StringBuilder(line(
                "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
                CURVE_LEFT, bottom, WIDTH - CURVE_RIGHT, bottom));
        body.append(line(
                "<polyline class=\"curve\" points=\"%s\"/>",
                points.stream()
                        .map(point -> formatted("%.1f,%.1f", point.x(), point.y()))
                        .collect(Collectors.joining(" "))));
        for (int i = 0; i < dots.size(); i++) {
            var point = points.get(i);
            body.append(line("<circle class=\"ours\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", point.x(), point.y()));
            body.append(text(
                    point.x(), point.y() - 10, "middle", Figures.of(dots.get(i).y())));
            body.append(text(
                    point.x(), bottom + 18, "middle", Figures.of(dots.get(i).x())));
        }
        return svg(title + ", " + unit, CURVE_HEIGHT, body.toString());
    }

    private static String svg(String title, int height, String body) {
        return line(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                        WIDTH, height, escaped(title))
                + "<style>\n" + STYLE + "\n</style>\n"
                + line("<text class=\"title\" x=\"10\" y=\"24\">%s</text>", escaped(title))
                + body
                + "</svg>\n";
    }

    private static String text(double x, double y, String anchor, String words) {
        return line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(words));
    }

    private static String line(String pattern, Object... values) {
        return formatted(pattern, values) + "\n";
    }

    private static String formatted(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
