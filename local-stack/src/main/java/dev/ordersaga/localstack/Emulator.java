package dev.ordersaga.localstack;

/** One emulator, wherever it comes from. */
public interface Emulator {
    /** Where it listens, as in {@code 127.0.0.1:8085}. */
    String host();

    /** Starts it on its port unless it answers already, and returns when it answers. */
    void start();

    /** Asks it to end and returns when it is gone, after 15 seconds by force. */
    void stop();

    /** Ends it at once, as a crash would, and returns when it is gone. */
    void kill();

    /** Tells which run of the emulator this is: another value means that it has forgotten everything. */
    String incarnation();

    /** Tells whether it serves requests now. */
    default boolean answers() {
        return Http.get("http://" + host() + "/")
                .filter(response -> response.statusCode() == 200)
                .filter(response -> response.body().strip().equals("Ok"))
                .isPresent();
    }
}
