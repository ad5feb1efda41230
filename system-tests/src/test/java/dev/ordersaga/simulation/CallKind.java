package dev.ordersaga.simulation;

import dev.ordersaga.memory.Call;

/** The kinds of calls that services make. */
enum CallKind {
    READ,
    COMMIT,
    COMMIT_EACH,
    DUE,
    PUBLISH,
    DELIVER,
    ACK,
    NACK,
    TIMER;

    static CallKind of(Call call) {
        if (call instanceof Call.Read) {
            return READ;
        }
        if (call instanceof Call.Commit) {
            return COMMIT;
        }
        if (call instanceof Call.CommitEach) {
            return COMMIT_EACH;
        }
        if (call instanceof Call.Due) {
            return DUE;
        }
        if (call instanceof Call.Publish) {
            return PUBLISH;
        }
        if (call instanceof Call.Deliver) {
            return DELIVER;
        }
        if (call instanceof Call.Ack) {
            return ACK;
        }
        if (call instanceof Call.Nack) {
            return NACK;
        }
        if (call instanceof Call.Timer) {
            return TIMER;
        }
        throw new IllegalArgumentException("no service makes this call: " + call);
    }
}
