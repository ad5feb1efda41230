package dev.ordersaga.localstack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A program that looks like a service from outside: ready at once, unless FAKE says otherwise. */
final class FakeService {
    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        var environment = System.getenv();
        var fake = environment.getOrDefault("FAKE", "");
        System.out.println("hello from port " + environment.get("PORT"));
        if (fake.equals("dies")) {
            System.out.println("no can do");
            System.exit(3);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("goodbye")));
        serve(
                Integer.parseInt(environment.get("PORT")),
                Map.of(
                        "/", new Answer(200, "Ok"),
                        "/q/health/ready", new Answer(fake.equals("never ready") ? 503 : 200, ""),
                        "/environment", new Answer(200, environment.toString())));
    }

    /** What one path answers. */
    record Answer(int status, String body) {}

    static HttpServer serve(int port, Map<String, Answer> answers) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        answers.forEach((path, answer) -> server.createContext(path, exchange -> {
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
        server.start();
        return server;
    }
}
