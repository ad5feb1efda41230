package dev.ordersaga.simulation;

import dev.ordersaga.engine.Changes;
import dev.ordersaga.engine.Compensation;
import dev.ordersaga.engine.Seen;
import dev.ordersaga.engine.Step;
import dev.ordersaga.flow.Flow;
import dev.ordersaga.flow.Flow.Stage;
import dev.ordersaga.port.DocumentPath;
import dev.ordersaga.port.Documents;
import dev.ordersaga.port.Message;
import dev.ordersaga.port.Topics;
import dev.ordersaga.port.Write;
import dev.ordersaga.saga.Order;
import dev.ordersaga.saga.Outcome;
import dev.ordersaga.saga.Protocol;
import dev.ordersaga.saga.Protocol.Action;
import dev.ordersaga.saga.Saga;
import dev.ordersaga.saga.Saga.Transition;
import dev.ordersaga.saga.SagaDocument;
import dev.ordersaga.saga.StrictJson;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Sagas that are not decided as the protocol says. */
final class DecisionMutations {

    static final List<Mutation> ALL = List.of(
            onMessage("a failed saga is taken as input", Flow.FAILED, Action.PUBLISH_AGAIN, Action.DECIDE),
            onMessage("an earlier status is taken as input", "", Action.REJECT_EARLY, Action.DECIDE),
            new Mutation("a refusal is not recorded", ForgetfulRefusals::new),
            protocol("a cancel undoes what is settled", protocol -> new Genuine(protocol) {
                @Override
                public Action onCancel(Optional<Saga> found) {
                    return changed(super.onCancel(found), Action.REJECT_SETTLED, Action.FAIL);
                }
            }),
            protocol("a report undoes what is settled", protocol -> new Genuine(protocol) {
                @Override
                public Action onError(Optional<Saga> found) {
                    return changed(super.onError(found), Action.REJECT_SETTLED, Action.UNDO);
                }
            }),
            protocol("what is settled is settled again", protocol -> new Genuine(protocol) {
                @Override
                public Action onSettle(Optional<Saga> found) {
                    return found.filter(Saga::isSettled).isPresent() ? Action.SETTLE : super.onSettle(found);
                }
            }),
            protocol("what is not complete is settled", protocol -> new Genuine(protocol) {
                @Override
                public Action onSettle(Optional<Saga> found) {
                    return is(found, "INVENTORY_UPDATED") ? Action.SETTLE : super.onSettle(found);
                }
            }),
            keptOnAccount("undoing leaves the payment on the account", "janitor-service"),
            keptOnAccount("settling leaves the payment on the account", "frontend-service"),
            new Mutation("a message makes a saga", SagasFromMessages::new),
            new Mutation("the order's data is taken from the message", OrdersFromMessages::new),
            deadline("the deadline ends what is done, too", Shop.DONE),
            deadline("the deadline ends what has failed, too", Flow.FAILED),
            deadline("the deadline ends what is undone, too", Flow.COMPENSATED),
            new Mutation("the deadline is decided by a service's clock", OwnClocks::new),
            new Mutation("what to undo is read from the documents", UndoByLooking::new),
            protocol("what is done cannot be cancelled", protocol -> new Genuine(protocol) {
                @Override
                public Action onCancel(Optional<Saga> found) {
                    return is(found, Shop.DONE) ? Action.DROP : super.onCancel(found);
                }
            }),
            protocol("what is undone is undone again", protocol -> new Genuine(protocol) {
                @Override
                public Action onError(Optional<Saga> found) {
                    return is(found, Flow.COMPENSATED) ? Action.UNDO : super.onError(found);
                }
            }),
            noSweep("a step does not publish again what it has published perhaps", saga -> !saga.is(Flow.FAILED)),
            noSweep("a step does not publish a failure again", saga -> saga.is(Flow.FAILED)),
            new Mutation(
                    "the janitor does not publish again",
                    () -> new Decided(protocol -> new Genuine(protocol) {
                        @Override
                        public Action onError(Optional<Saga> found) {
                            return changed(super.onError(found), Action.PUBLISH_AGAIN, Action.DROP);
                        }
                    })),
            protocol("a step publishes again what is marked as published", protocol -> new Genuine(protocol) {
                @Override
                public Action onMessage(Optional<Saga> found, Stage stage) {
                    return is(found, stage.status()) ? Action.PUBLISH_AGAIN : super.onMessage(found, stage);
                }
            }),
            protocol("the janitor publishes again what is marked as published", protocol -> new Genuine(protocol) {
                @Override
                public Action onError(Optional<Saga> found) {
                    return is(found, Flow.COMPENSATED) ? Action.PUBLISH_AGAIN : super.onError(found);
                }
            }));

    private DecisionMutations() {}

    private static boolean is(Optional<Saga> found, String status) {
        return found.filter(saga -> saga.is(status)).isPresent();
    }

    private static Action changed(Action action, Action from, Action to) {
        return action == from ? to : action;
    }

    private static Mutation protocol(String name, UnaryOperator<Protocol> change) {
        return new Mutation(name, () -> new Decided(change));
    }

    private static Mutation onMessage(String name, String status, Action from, Action to) {
        return protocol(name, protocol -> new Genuine(protocol) {
            @Override
            public Action onMessage(Optional<Saga> found, Stage stage) {
                var action = super.onMessage(found, stage);
                return status.isEmpty() || is(found, status) ? changed(action, from, to) : action;
            }
        });
    }

    private static Mutation noSweep(String name, Predicate<Saga> silent) {
        return new Mutation(
                name,
                () -> new Decided(protocol -> new Genuine(protocol) {
                    @Override
                    public Action onMessage(Optional<Saga> found, Stage stage) {
                        var action = super.onMessage(found, stage);
                        return found.filter(silent).isPresent()
                                ? changed(action, Action.PUBLISH_AGAIN, Action.DROP)
                                : action;
                    }
                }));
    }

    /** What is owed never gets less here. */
    private static Mutation keptOnAccount(String name, String service) {
        return new Mutation(name, () -> new Parts() {
            @Override
            Documents documents(Site site, Documents documents) {
                return !site.is(service)
                        ? documents
                        : new ForwardingDocuments(documents) {
                            @Override
                            public Uni<Instant> commit(List<Write> writes) {
                                return super.commit(writes.stream()
                                        .filter(write -> !Writes.ofAccount(write))
                                        .toList());
                            }
                        };
            }
        });
    }

    private static Mutation deadline(String name, String status) {
        return protocol(name, protocol -> new Genuine(protocol) {
            @Override
            public boolean onItsWay(String other) {
                return other.equals(status) || super.onItsWay(other);
            }
        });
    }

    /** The protocol as it is, to be changed in one place. */
    private static class Genuine extends Protocol {

        Genuine(Protocol protocol) {
            super(Flow.ORDERS, protocol.deadline());
        }
    }

    private static final class Decided extends Parts {

        private final UnaryOperator<Protocol> change;

        Decided(UnaryOperator<Protocol> change) {
            this.change = change;
        }

        @Override
        Protocol protocol(Protocol protocol) {
            return change.apply(protocol);
        }
    }

    /** Steps say no on the error topic, and nowhere else. */
    private static final class ForgetfulRefusals extends Parts {

        @Override
        Documents documents(Site site, Documents documents) {
            if (site.is("frontend-service") || site.is("janitor-service")) {
                return documents;
            }
            return new ForwardingDocuments(documents) {
                @Override
                public Uni<Instant> commit(List<Write> writes) {
                    var rest = writes.stream()
                            .filter(write -> !Writes.brings(write, Flow.FAILED))
                            .toList();
                    return rest.isEmpty() ? read(List.of()).map(Reading::readAt) : super.commit(rest);
                }
            };
        }
    }

    private static final class SagasFromMessages extends Parts {

        @Override
        Topics topics(Site site, Topics topics) {
            return site.is("order-service")
                    ? new Listening(topics, (uuid, json, go) -> make(site, uuid, json, go))
                    : topics;
        }

        private static void make(Site site, String uuid, Map<String, Object> json, Runnable go) {
            var path = Shop.NAMES.saga(uuid);
            if (site.world().document(path).isPresent()) {
                go.run();
                return;
            }
            var order =
                    new Order(uuid, (String) json.get("user"), (String) json.get("item"), (Long) json.get("quantity"));
            var now = site.world().now();
            var saga = Saga.received(order, new Transition(site.service(), "It was said so.", now, now.plusSeconds(1)));
            site.process()
                    .documents()
                    .commit(List.of(new Write.Create(path, SagaDocument.fields(saga))))
                    .subscribe()
                    .with(at -> go.run(), failure -> go.run());
        }
    }

    private static final class OrdersFromMessages extends Parts {

        private final Map<String, Long> quantities = new HashMap<>();

        @Override
        Topics topics(Site site, Topics topics) {
            return new Listening(topics, (uuid, json, go) -> {
                Optional.ofNullable(json.get("quantity")).ifPresent(quantity -> quantities.put(uuid, (Long) quantity));
                go.run();
            });
        }

        @Override
        <R> Step<R> step(Site site, Step<R> step) {
            return new Step<>() {
                @Override
                public String service() {
                    return step.service();
                }

                @Override
                public Set<DocumentPath> reads(Order order) {
                    return step.reads(order);
                }

                @Override
                public Outcome<R> decide(Order order, Seen seen) {
                    long quantity = quantities.getOrDefault(order.uuid(), order.quantity());
                    return step.decide(
                            new Order(
                                    order.uuid(),
                                    order.user(),
                                    order.item(),
                                    quantity,
                                    order.paymentError(),
                                    order.facts()),
                            seen);
                }

                @Override
                public void write(R accepted, Changes changes) {
                    step.write(accepted, changes);
                }
            };
        }
    }

    /** What the database says of the time is not believed. */
    private static final class OwnClocks extends Parts {

        @Override
        Documents documents(Site site, Documents documents) {
            return new ForwardingDocuments(documents) {
                @Override
                public Uni<Reading> read(java.util.Collection<DocumentPath> paths) {
                    return super.read(paths)
                            .map(reading -> new Reading(site.time().now(), reading.found()));
                }
            };
        }
    }

    /** Looks which records are there when it hears of a failure, and undoes those. */
    private static final class UndoByLooking extends Parts {

        private final Map<String, Set<String>> seen = new HashMap<>();

        @Override
        Topics topics(Site site, Topics topics) {
            return site.is("janitor-service")
                    ? new Listening(topics, (uuid, json, go) -> look(site, uuid, go))
                    : topics;
        }

        private void look(Site site, String uuid, Runnable go) {
            var saga =
                    site.world().document(Shop.NAMES.saga(uuid)).map(found -> SagaDocument.saga(uuid, found.fields()));
            if (saga.isEmpty()) {
                go.run();
                return;
            }
            var order = saga.get().order();
            var records = Map.of(
                    Shop.NAMES.order(order.user(), uuid), "ORDER_CREATED",
                    Shop.NAMES.reservation(order.item(), uuid), "INVENTORY_UPDATED",
                    Shop.NAMES.payment(uuid), Shop.DONE);
            site.process()
                    .documents()
                    .read(records.keySet())
                    .subscribe()
                    .with(
                            reading -> {
                                seen.put(
                                        uuid,
                                        new java.util.HashSet<>(reading.found().keySet().stream()
                                                .map(records::get)
                                                .toList()));
                                go.run();
                            },
                            failure -> {});
        }

        @Override
        Compensation compensation(Site site, Compensation compensation) {
            return new Compensation() {
                @Override
                public String service() {
                    return compensation.service();
                }

                @Override
                public Set<DocumentPath> reads(Saga saga) {
                    return compensation.reads(saga);
                }

                @Override
                public String undo(Saga saga, Seen documents, Changes changes) {
                    return compensation.undo(asSeen(saga), documents, changes);
                }
            };
        }

        private Saga asSeen(Saga saga) {
            var records = seen.getOrDefault(saga.order().uuid(), Set.of());
            return new Saga(
                    saga.order(),
                    saga.status(),
                    saga.reason(),
                    saga.detail(),
                    saga.history().stream()
                            .filter(entry -> records.contains(entry.status()))
                            .toList(),
                    saga.version(),
                    saga.unpublished(),
                    saga.wakeAt(),
                    saga.attempts(),
                    saga.expireAt());
        }
    }

    /** Does something with what a message says before the service gets it. */
    private interface Listener {

        void hear(String uuid, Map<String, Object> json, Runnable go);
    }

    private static final class Listening extends ForwardingTopics {

        private final Listener listener;

        Listening(Topics topics, Listener listener) {
            super(topics);
            this.listener = listener;
        }

        @Override
        public Receiver receive(String subscription, Consumer<Delivery> consumer) {
            return super.receive(subscription, delivery -> {
                var json = json(delivery.message());
                listener.hear((String) json.get("uuid"), json, () -> consumer.accept(delivery));
            });
        }

        private static Map<String, Object> json(Message message) {
            try {
                var values = new HashMap<String, Object>();
                StrictJson.read(message.data())
                        .properties()
                        .forEach(field -> values.put(
                                field.getKey(),
                                field.getValue().isIntegralNumber()
                                        ? (Object) field.getValue().longValue()
                                        : field.getValue().asText()));
                return values;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
