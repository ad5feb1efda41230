package dev.ordersaga.localstack;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who sits on a port, as far as this machine's tools tell. */
final class PortHolder {
    private static final Pattern SS_PID = Pattern.compile("pid=(\\d+)");
    private static final Pattern LSOF_PID = Pattern.compile("^p?(\\d+)");

    private PortHolder() {}

    static void refuseTaken(int port, String name, String variable) {
        if (!Ports.isFree(port)) {
            throw new LocalStackException("Port %d for %s is taken%s. Stop that, or choose another port with %s=…"
                    .formatted(port, name, describe(port), variable));
        }
    }

    private static String describe(int port) {
        return find(port)
                .map(holder -> " by process %d (%s)"
                        .formatted(holder.pid(), holder.info().commandLine().orElse("command unknown")))
                .orElse(" by another process");
    }

    static Optional<ProcessHandle> find(int port) {
        var ss = Executables.run("ss", "-Hltnp", "sport = :" + port).flatMap(text -> pid(SS_PID, text));
        var pid = ss.or(() -> Executables.run("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .flatMap(text -> pid(LSOF_PID, text)));
        return pid.flatMap(ProcessHandle::of);
    }

    private static Optional<Long> pid(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Stream.of(matcher.group(1)).map(Long::valueOf).findFirst() : Optional.empty();
    }
}
