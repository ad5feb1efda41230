package dev.ordersaga.simulation;

import dev.ordersaga.engine.Compensation;
import dev.ordersaga.engine.Settlement;
import dev.ordersaga.engine.Step;
import dev.ordersaga.memory.MemoryProcess;
import dev.ordersaga.memory.MemoryWorld;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Time;
import dev.ordersaga.port.Topics;
import dev.ordersaga.saga.Protocol;

/** The parts that services are made of, each of which may be replaced to see whether anybody notices. */
class Parts {

    /** The services as they are. */
    static final Parts GENUINE = new Parts();

    /**
     * Where a part is to work.
     *
     * @param time as the process sees it, its clock wrong
     * @param service the process without its number
     */
    record Site(MemoryWorld world, MemoryProcess process, Time time, String service) {

        boolean is(String other) {
            return service.equals(other);
        }
    }

    Documents documents(Site site, Documents documents) {
        return documents;
    }

    Topics topics(Site site, Topics topics) {
        return topics;
    }

    Protocol protocol(Protocol protocol) {
        return protocol;
    }

    <R> Step<R> step(Site site, Step<R> step) {
        return step;
    }

    Settlement settlement(Site site, Settlement settlement) {
        return settlement;
    }

    Compensation compensation(Site site, Compensation compensation) {
        return compensation;
    }
}
