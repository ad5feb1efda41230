package dev.ordersaga.operations;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay-dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Puts dead letters back onto the topics they came from.",
            "Whatever is replayed twice, or is no longer needed, changes nothing. Letters that are too old or of unknown",
            "origin are left where they are."
        })
class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--uuid", description = "Only those of this order.")
    private Optional<UUID> uuid;

    private final DeadLetters letters;

    ReplayCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() {
        letters.replay(uuid.map(UUID::toString), spec.commandLine().getOut());
        return 0;
    }
}
