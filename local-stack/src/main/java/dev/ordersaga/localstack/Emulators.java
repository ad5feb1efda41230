package dev.ordersaga.localstack;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The Pub/Sub and the Firestore emulator, found or started. */
public final class Emulators implements AutoCloseable {
    private final Emulator pubsub;
    private final Emulator firestore;

    Emulators(Emulator pubsub, Emulator firestore) {
        this.pubsub = pubsub;
        this.firestore = firestore;
    }

    /** Initialised on first use and once per JVM. */
    private static final class Shared {
        static final Emulators INSTANCE = tethered(Path.of(
                "target", "emulators", Long.toString(ProcessHandle.current().pid())));
    }

    /** The ones this JVM's tests share: started on free ports by the first call, gone with the JVM. Leave them running. */
    public static Emulators forTests() {
        return Shared.INSTANCE;
    }

    /** Two of the caller's own, on free ports, answering; gone with this JVM at the latest. */
    public static Emulators tethered(Path runDir) {
        return tethered(runDir, Ports.free(), Ports.free());
    }

    /** Two of the caller's own, on these ports, answering; gone with this JVM at the latest. */
    public static Emulators tethered(Path runDir, int pubsubPort, int firestorePort) {
        var sources = EmulatorSources.ofThisMachine(System.getenv());
        return choose(sources, runDir, Lifetime.TETHERED, pubsubPort, firestorePort)
                .start();
    }

    /** Not yet started. */
    static Emulators detached(Map<String, String> environment, Path runDir) {
        return choose(
                EmulatorSources.ofThisMachine(environment),
                runDir,
                Lifetime.DETACHED,
                port(EmulatorKind.PUBSUB, environment),
                port(EmulatorKind.FIRESTORE, environment));
    }

    private static int port(EmulatorKind kind, Map<String, String> environment) {
        return Ports.read(environment, kind.portVariable(), kind.portDefault());
    }

    static Emulators choose(
            EmulatorSources sources, Path runDir, Lifetime lifetime, int pubsubPort, int firestorePort) {
        return new Emulators(
                sources.choose(EmulatorKind.PUBSUB, pubsubPort, runDir, lifetime),
                sources.choose(EmulatorKind.FIRESTORE, firestorePort, runDir, lifetime));
    }

    /** Starts what does not answer, both at once, and returns when both do. */
    Emulators start() {
        var second = CompletableFuture.runAsync(firestore::start);
        pubsub.start();
        try {
            second.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalStackException known ? known : e;
        }
        return this;
    }

    /** Fails, saying what to do, unless both serve requests. */
    void requireAnswers() {
        refuseSilent(EmulatorKind.PUBSUB, pubsub);
        refuseSilent(EmulatorKind.FIRESTORE, firestore);
    }

    private static void refuseSilent(EmulatorKind kind, Emulator emulator) {
        if (!emulator.answers()) {
            throw new LocalStackException(
                    "The %s at %s does not answer. First: make up".formatted(kind.label(), emulator.host()));
        }
    }

    /** The Pub/Sub emulator, to stop, kill and start it again on its port. */
    public Emulator pubsub() {
        return pubsub;
    }

    /** The Firestore emulator, to stop, kill and start it again on its port. */
    public Emulator firestore() {
        return firestore;
    }

    /** The value for PUBSUB_EMULATOR_HOST. */
    public String pubsubHost() {
        return pubsub.host();
    }

    /** The value for FIRESTORE_EMULATOR_HOST. */
    public String firestoreHost() {
        return firestore.host();
    }

    /** Ends those that were started here; given ones stay. */
    @Override
    public void close() {
        for (var emulator : new Emulator[] {pubsub, firestore}) {
            if (!(emulator instanceof GivenEmulator)) {
                emulator.kill();
            }
        }
    }
}
