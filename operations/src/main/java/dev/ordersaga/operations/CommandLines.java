package dev.ordersaga.operations;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.inject.Produces;
import picocli.CommandLine;

/** What goes wrong is told in one line: 1 for what failed, 2 for what was not asked properly. */
class CommandLines {

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return factory.create()
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
