package dev.ordersaga.memory;

/** Decides what goes wrong; asked once at each call, in the order in which the calls are made. */
@FunctionalInterface
public interface Faults {

    /** A world in which all goes well. */
    Faults NONE = call -> Fault.NONE;

    Fault at(Call call);
}
