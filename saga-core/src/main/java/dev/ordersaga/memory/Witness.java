package dev.ordersaga.memory;

/** Is told what happens to the database and the broker at the moment it does, whoever hears of it and when. */
public interface Witness {

    /** Nobody looks. */
    Witness NONE = call -> {};

    /** The call has taken effect, even if its caller is told that it failed, or is dead. */
    void happened(Call call);

    /** The call was refused, a guard of a commit for one, and has changed nothing. */
    default void refused(Call call, RuntimeException why) {}
}
