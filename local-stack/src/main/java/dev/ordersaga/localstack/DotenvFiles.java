package dev.ordersaga.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@code .env} in the folder of each program, made from the example: the same but for the world and the port. */
record DotenvFiles(Path home, StackConfig config) {
    private static final List<String> COMMANDS = List.of("data-init", "operations");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=.*");

    /** Makes those that are missing, or with force all, and tells of each what became of it. */
    List<String> generate(boolean force) {
        var ports = new LinkedHashMap<String, OptionalInt>();
        config.instances().forEach(service -> ports.put(service.name(), OptionalInt.of(service.port())));
        COMMANDS.forEach(command -> ports.put(command, OptionalInt.empty()));
        var world = new World(config.projectId(), config.emulators().get());
        var example = read(home.resolve(".env.example"));
        return ports.entrySet().stream()
                .map(folder -> write(folder.getKey(), text(example, world, folder.getValue()), force))
                .toList();
    }

    /** A port is none of a command's business. */
    static String text(String example, World world, OptionalInt port) {
        var values = new HashMap<>(
                Map.of(EmulatorKind.PUBSUB.hostVariable(), "", EmulatorKind.FIRESTORE.hostVariable(), ""));
        values.putAll(world.environment());
        port.ifPresent(number -> values.put("PORT", Integer.toString(number)));
        return example.lines()
                .map(line -> port.isEmpty() && line.startsWith("PORT=") ? "#" + line : line)
                .map(line -> Optional.of(VARIABLE.matcher(line))
                        .filter(variable -> variable.matches() && values.containsKey(variable.group(1)))
                        .map(variable -> variable.group(1) + "=" + values.get(variable.group(1)))
                        .orElse(line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String write(String folder, String text, boolean force) {
        var file = home.resolve(folder).resolve(".env");
        try {
            if (Files.exists(file) && !force) {
                return "%s/.env stays as it is; FORCE=1 makes it anew".formatted(folder);
            }
            Files.writeString(file, text);
            return "%s/.env is made".formatted(folder);
        } catch (IOException e) {
            throw new LocalStackException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
