package dev.ordersaga.runtime;

import io.smallrye.mutiny.TimeoutException;
import picocli.CommandLine;

/** How commands tell what goes wrong: in one line, with 1 for what failed and 2 for what was not asked properly. */
public final class CommandLines {

    private CommandLines() {}

    /** The same command line, plain spoken. */
    public static CommandLine plain(CommandLine commandLine) {
        return commandLine
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getCommandName() + " failed: " + inWords(failure));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .setParameterExceptionHandler((failure, arguments) -> {
                    failure.getCommandLine().getErr().println(failure.getMessage());
                    return 2;
                });
    }

    /** The cause of all knows best; the clients and the container wrap it in words of their own. */
    private static String inWords(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "no answer in time";
        }
        if (failure.getCause() != null) {
            return inWords(failure.getCause());
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
