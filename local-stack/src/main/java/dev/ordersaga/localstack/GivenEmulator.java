package dev.ordersaga.localstack;

import java.time.Duration;

/** An emulator that somebody else runs, named in the environment. */
record GivenEmulator(EmulatorKind kind, String host) implements Emulator {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void start() {
        if (!Await.until(PATIENCE, this::answers)) {
            throw new LocalStackException(
                    "%s=%s does not answer. Start that emulator, or unset the variable to have one started here."
                            .formatted(kind.hostVariable(), host));
        }
    }

    @Override
    public void stop() {
        throw new LocalStackException(host + " was given by " + kind.hostVariable() + " and is not ours to stop");
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public String incarnation() {
        return host;
    }
}
