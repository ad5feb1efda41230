package dev.ordersaga.port;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordersaga.port.DocumentsException.Kind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A world under test: nothing is in it when a test begins. */
public interface World {

    Documents documents();

    /** The broker as the process of this name sees it. */
    Topics topics(String process);

    <T> T await(Uni<T> uni);

    void eventually(BooleanSupplier condition);

    /** The condition holds and goes on holding. */
    void steadily(Duration duration, BooleanSupplier condition);

    /** The condition comes to hold for so long, however often it fails to before; where nothing is slow, from the start. */
    default void settles(Duration duration, BooleanSupplier condition) {
        steadily(duration, condition);
    }

    default Kind kindOfFailure(Uni<?> uni) {
        return catchThrowableOfType(DocumentsException.class, () -> await(uni)).kind();
    }

    default Document document(DocumentPath path) {
        return await(documents().read(List.of(path))).document(path).orElseThrow();
    }

    default boolean exists(DocumentPath path) {
        return await(documents().read(List.of(path))).document(path).isPresent();
    }
}
