package dev.ordersaga.datainit;

import dev.ordersaga.google.Target;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What it takes to destroy something. */
class WipeOptions {

    @Option(
            names = "--wipe",
            description =
                    "First delete every document of the shop and every message that waits. Not while services are at"
                            + " work: what they have in hand would be written afterwards.")
    private boolean wipe;

    @Option(
            names = "--yes-wipe-project",
            paramLabel = "NAME",
            description = "Wipe this project although it is no emulator; must be the project in use.")
    private String project;

    boolean asked() {
        return wipe;
    }

    /** Ends the command unless this target may be wiped, or nothing is to be. */
    void check(CommandSpec spec, Target target) {
        refuseIf(spec, !wipe && project != null, "--yes-wipe-project means nothing without --wipe");
        refuseIf(
                spec,
                project != null && !project.equals(target.projectId()),
                "--yes-wipe-project names %s, but this is %s".formatted(project, target.describe()));
        refuseIf(
                spec,
                wipe && project == null && !target.isEmulated(),
                "This is no emulator but %s: to destroy all its orders, stock and payments, add --yes-wipe-project %s"
                        .formatted(target.describe(), target.projectId()));
    }

    private static void refuseIf(CommandSpec spec, boolean refused, String why) {
        if (refused) {
            throw new ParameterException(spec.commandLine(), why);
        }
    }
}
