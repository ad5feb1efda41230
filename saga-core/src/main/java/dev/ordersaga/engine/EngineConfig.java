package dev.ordersaga.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The engine's limits: everything that could grow without end has one here. */
@ConfigMapping(prefix = "ordersaga.engine")
public interface EngineConfig {

    /** Messages or requests decided and committed together, at the most. */
    @WithDefault("200")
    int batchSizeMax();

    /** Bytes that one commit writes, at the most, roughly; Firestore takes 10 MiB, its emulator 4 MiB. */
    @WithDefault("2000000")
    long batchBytesMax();

    /**
     * What may wait for its commit, or for its event to be published; beyond it new orders are refused, and messages come
     * again later.
     */
    @WithDefault("2000")
    int waitingMax();

    /** The pause after losing against another writer; doubles with every loss, and half of it is chance. */
    @WithDefault("5ms")
    Duration conflictPauseMin();

    @WithDefault("500ms")
    Duration conflictPauseMax();

    /** The pause while the database is away; doubles with every try, and half of it is chance. */
    @WithDefault("100ms")
    Duration outagePauseMin();

    @WithDefault("5s")
    Duration outagePauseMax();

    /** How often a decision may throw on one message before that becomes a dead letter. */
    @WithDefault("5")
    int bugsMax();

    /** Notes of published events waiting to be written; beyond it they are left to the relay. */
    @WithDefault("10000")
    int marksMax();

    /** How long sagas may wait to be worked on; while those in every bucket wait longer, new orders are refused. */
    @WithDefault("20s")
    Duration backlogAgeMax();

    /** How long a saga may lie still before the relay first looks at it; half as much again is chance. */
    @WithDefault("30s")
    Duration wakeAfter();

    /** The longest pause between two looks of the relay at one saga. */
    @WithDefault("10m")
    Duration wakePauseMax();

    /** The age at which an order still on its way has failed. */
    @WithDefault("5m")
    Duration deadline();

    /**
     * How often the relay looks for sagas that lie still, in four queries over this time. While none does and the database
     * takes long to answer, the pauses between them grow, to a quarter of {@code wake-after} at the most.
     */
    @WithDefault("5s")
    Duration sweepEvery();

    /** Sagas that one sweep may take from a bucket, besides those that are late. */
    @WithDefault("20")
    int claimsMax();

    /** Sagas taken from a bucket for each one there that moves by itself, as long as any does. */
    @WithDefault("0.01")
    double claimsShare();

    /** How long an undone order is kept, so that whatever comes late for it finds it. */
    @WithDefault("60d")
    Duration tombstoneLifetime();
}
