package dev.ordersaga.engine;

import dev.ordersaga.saga.Saga;

/** What is to be done about one message or request. */
sealed interface Decision {

    /** What it comes to, for those who look on. */
    String inWords();

    /** Nothing is left to do. */
    record Nothing() implements Decision {
        @Override
        public String inWords() {
            return "nothing to do";
        }
    }

    /** Publish the event of the saga as it stands. */
    record PublishAgain(Saga saga) implements Decision {
        @Override
        public String inWords() {
            return "published again";
        }
    }

    /** Write the saga's next version together with its changes, and publish its event. */
    record Store(Saga next, Changes changes) implements Decision {
        @Override
        public String inWords() {
            return next.hasJustCome() ? "stored" : "published again";
        }
    }

    /** Write the saga's next version together with its changes; it has not come to anything that others must hear of. */
    record Note(Saga next, Changes changes) implements Decision {
        @Override
        public String inWords() {
            return "noted";
        }
    }

    /** It can never be worked on, and this is why. */
    record Reject(String why) implements Decision {
        @Override
        public String inWords() {
            return "rejected";
        }
    }
}
