package dev.ordersaga.operations;

import picocli.CommandLine;

/**
 * What came of what an operator asked for.
 *
 * @param exitCode 0 when it is done, 1 when it is not, 3 when nobody knows
 * @param words one line for people
 */
public record Answer(int exitCode, String words) {

    public static Answer done(String words) {
        return new Answer(0, words);
    }

    public static Answer notDone(String words) {
        return new Answer(1, words);
    }

    public static Answer unknown(String words) {
        return new Answer(3, words);
    }

    /** Says it, where what went wrong is said if it was not done, and gives the exit code. */
    public int tell(CommandLine commandLine) {
        (exitCode == 0 ? commandLine.getOut() : commandLine.getErr()).println(Printable.of(words));
        return exitCode;
    }
}
