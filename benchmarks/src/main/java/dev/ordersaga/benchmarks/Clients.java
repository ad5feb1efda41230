package dev.ordersaga.benchmarks;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.ordersaga.localstack.Emulators;

/** How to reach the two emulators, in one project. */
record Clients(String projectId, Firestore firestore, TransportChannelProvider pubsub) implements AutoCloseable {

    static Clients of(Emulators emulators, String projectId) {
        return new Clients(
                projectId,
                FirestoreOptions.newBuilder()
                        .setProjectId(projectId)
                        .setEmulatorHost(emulators.firestoreHost())
                        .build()
                        .getService(),
                InstantiatingGrpcChannelProvider.newBuilder()
                        .setEndpoint(emulators.pubsubHost())
                        .setChannelConfigurator(channel -> channel.usePlaintext())
                        .build());
    }

    @Override
    public void close() {
        firestore.shutdown();
    }
}
