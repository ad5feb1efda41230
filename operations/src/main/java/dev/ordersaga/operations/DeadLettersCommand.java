package dev.ordersaga.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Lists what could not be worked on, and why; nothing is taken away.")
class DeadLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final DeadLetters letters;

    DeadLettersCommand(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Integer call() {
        letters.list(spec.commandLine().getOut());
        return 0;
    }
}
