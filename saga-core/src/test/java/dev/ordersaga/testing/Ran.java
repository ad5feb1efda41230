package dev.ordersaga.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command answered to whoever typed it. */
public record Ran(int exitCode, String out, String err) {

    public static Ran of(CommandLine commandLine, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exitCode = commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Ran(exitCode, out.toString(), err.toString());
    }
}
