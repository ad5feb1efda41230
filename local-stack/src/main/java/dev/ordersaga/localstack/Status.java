package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What runs in a run directory, as a table. */
record Status(List<Row> rows) {
    private static final String NOTHING = "-";
    private static final String ANSWERS = "answers";

    /** A line of the table. */
    record Row(String name, String pid, String port, String state, String memory) {
        private String line() {
            return "%-20s %8s %6s  %-12s %8s".formatted(name, pid, port, state, memory);
        }
    }

    static Status of(StackConfig config, Map<String, String> environment) {
        var rows = new ArrayList<Row>();
        if (!StackConfig.isRealProject(environment)) {
            for (var kind : EmulatorKind.values()) {
                rows.add(emulator(kind, config.runDir(), environment));
            }
        }
        for (var instance : config.instances()) {
            rows.add(service(new JavaProcess(instance.name(), config.runDir(), Lifetime.DETACHED), instance.port()));
        }
        return new Status(rows);
    }

    /** Whether there is somebody to ask about orders: Google, or an emulator that answers. */
    boolean databaseAnswers() {
        return rows.stream()
                .filter(row -> row.name().equals(EmulatorKind.FIRESTORE.label()))
                .allMatch(row -> row.state().equals(ANSWERS));
    }

    private static Row service(JavaProcess process, int portAskedFor) {
        var port = ServiceProcess.portOf(process).orElse(portAskedFor);
        return row(
                process,
                Integer.toString(port),
                ServiceProcess.isReady("http://127.0.0.1:" + port) ? "ready" : "not ready");
    }

    private static Row emulator(EmulatorKind kind, Path runDir, Map<String, String> environment) {
        var process = new JavaProcess(kind.label(), runDir, Lifetime.DETACHED);
        var port = process.argument(SdkEmulator.PORT);
        var given = Optional.ofNullable(environment.get(kind.hostVariable())).filter(host -> !host.isBlank());
        if (port.isEmpty() && given.isPresent()) {
            return elsewhere(kind, "given", given.get());
        }
        if (ContainerFile.of(kind, runDir).exists()) {
            return elsewhere(
                    kind, "docker", "127.0.0.1:" + Ports.read(environment, kind.portVariable(), kind.portDefault()));
        }
        var state = port.map(number -> answer("127.0.0.1:" + number)).orElse("");
        return row(process, port.orElse(NOTHING), state);
    }

    private static Row elsewhere(EmulatorKind kind, String where, String host) {
        return new Row(kind.label(), where, host.substring(host.lastIndexOf(':') + 1), answer(host), NOTHING);
    }

    private static String answer(String host) {
        return Emulator.answers(host) ? ANSWERS : "no answer";
    }

    private static Row row(JavaProcess process, String port, String stateIfRunning) {
        return process.handle()
                .map(ProcessHandle::pid)
                .map(pid -> new Row(process.name(), Long.toString(pid), port, stateIfRunning, memory(pid)))
                .orElse(new Row(process.name(), NOTHING, port, "stopped", NOTHING));
    }

    private static String memory(long pid) {
        var bytes = ResidentMemory.of(pid);
        return bytes.isPresent() ? (bytes.getAsLong() >> 20) + " MB" : NOTHING;
    }

    String table() {
        var head = new Row("NAME", "PID", "PORT", "STATE", "MEMORY");
        return Stream.concat(Stream.of(head), rows.stream()).map(Row::line).collect(Collectors.joining("\n"));
    }
}
