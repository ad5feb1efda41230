package dev.ordersaga.datainit;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "data", mixinStandardHelpOptions = true, description = "Makes the seed data that is missing.")
class DataCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WipeOptions wipe;

    private final ShopData data;

    DataCommand(ShopData data) {
        this.data = data;
    }

    @Override
    public Integer call() {
        wipe.check(spec, data.target());
        var out = spec.commandLine().getOut();
        if (wipe.asked()) {
            data.wipe(out);
        }
        data.seed(out);
        return 0;
    }
}
