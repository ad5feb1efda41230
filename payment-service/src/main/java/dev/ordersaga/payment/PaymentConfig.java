package dev.ordersaga.payment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How payments behave. */
@ConfigMapping(prefix = "ordersaga.payment")
interface PaymentConfig {

    /** Whether an order that carries {@code payment-error} fails: a switch to rehearse failure, not for a real shop. */
    @WithDefault("true")
    boolean rehearseErrors();
}
