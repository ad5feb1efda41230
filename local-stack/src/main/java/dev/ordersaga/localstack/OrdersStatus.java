package dev.ordersaga.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the database says of orders, told on the terminal by the program for operators.
 *
 * @param program java's arguments for that program
 */
record OrdersStatus(List<String> program, Path runDir) {
    private static final String NAME = "operations";

    /** Answers with the program's exit code. */
    int tell(World world) {
        ServiceProcess.refuseUnbuilt(NAME, program);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServiceProcess.JVM_FLAGS);
        command.addAll(program);
        command.add("status");
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(world.environment());
        try {
            // Where there is no .env, as for the services.
            return builder.directory(Files.createDirectories(runDir).toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LocalStackException("Cannot start " + NAME + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting for " + NAME, e);
        }
    }
}
