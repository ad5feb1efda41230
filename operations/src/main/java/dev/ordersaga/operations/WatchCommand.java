package dev.ordersaga.operations;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what is published from now on, until interrupted.",
            "It takes nothing away from anybody: it has subscriptions of its own, which go with it."
        })
class WatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "success|errors",
            description = "success: orders that are complete. errors: failures, what was undone, dead letters.")
    private Watched watched;

    private final Watching watching;

    WatchCommand(Watching watching) {
        this.watching = watching;
    }

    @Override
    public Integer call() {
        var line = spec.commandLine();
        var topics = watching.start(watched, line.getOut()::println);
        line.getErr().printf("Watching %s; Ctrl-C ends it%n", String.join(", ", topics));
        Quarkus.waitForExit();
        return 0;
    }
}
