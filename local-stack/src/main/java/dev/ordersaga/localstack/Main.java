package dev.ordersaga.localstack;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line behind the Makefile. */
@Command(
        name = "local-stack",
        description = "Ordersaga on this machine.",
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private final Map<String, String> environment = System.getenv();

    private Main() {}

    /** Exits with 0 when all went well, 1 when it did not, 2 when the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::explain)
                .execute(arguments));
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (problem instanceof LocalStackException) {
            System.err.println(problem.getMessage());
            return 1;
        }
        throw problem;
    }

    @Command(description = "Start whatever does not run, and wait until all of it is ready.")
    int up() {
        var config = config();
        if (StackConfig.isRealProject(environment)) {
            System.out.printf(
                    "PROJECT_ID is set and no emulator host is: this runs against the REAL Google Cloud project %s%n",
                    config.projectId());
        }
        var stack = new LocalStack(config, System.out::println);
        stack.up();
        System.out.println(new Summary(stack, config.runDir()).text());
        return 0;
    }

    @Command(description = "Stop everything that up started.")
    int down() {
        var stopped = new RunDir(config().runDir()).stopAll();
        System.out.println(stopped == 0 ? "Nothing was running" : "Stopped all " + stopped);
        return 0;
    }

    @Command(description = "Show what runs on this machine, and what the database says of orders if it answers.")
    int status() {
        var status = Status.of(config(), environment);
        System.out.println(status.table());
        if (!status.databaseAnswers()) {
            return 0;
        }
        var config = StackConfig.asRunning(Home.find(), environment);
        var world = new World(config.projectId(), config.emulators().get());
        System.out.printf(
                "%nproject %s%s%n", world.projectId(), world.emulators().isPresent() ? "" : " at Google");
        return new OrdersStatus(Service.quarkusProgram(Home.find(), "operations"), config.runDir()).tell(world);
    }

    @Command(description = "Follow the logs until interrupted.")
    int logs(@Parameters(arity = "0..1", defaultValue = "", description = "Only this one's.") String service) {
        new Logs(config().runDir()).follow(service);
        return 0;
    }

    @Command(description = "Place five orders and show what becomes of them.")
    int demo() {
        var config = config();
        var frontend = config.instances().get(0);
        var process = new JavaProcess(frontend.name(), config.runDir(), config.lifetime());
        var port = ServiceProcess.portOf(process).orElse(frontend.port());
        return new Demo("http://127.0.0.1:" + port, System.out::println).run() ? 0 : 1;
    }

    @Command(description = "Print shell commands that point our programs, and gcloud, to what runs.")
    int env() {
        var config = StackConfig.asRunning(Home.find(), environment);
        var world = new World(config.projectId(), config.emulators().get());
        world.emulators()
                .ifPresentOrElse(
                        Emulators::requireAnswers,
                        () -> System.err.println(
                                "PROJECT_ID is set and no emulator host is: this means the REAL Google Cloud project "
                                        + world.projectId()));
        System.out.println(new Exports(world).text());
        return 0;
    }

    @Command(description = "Make a .env in the folder of each service and command, where there is none.")
    int dotenv(@Option(names = "--force", description = "Also where there is one.") boolean force) {
        var home = Home.find();
        new DotenvFiles(home, StackConfig.asRunning(home, environment))
                .generate(force)
                .forEach(System.out::println);
        return 0;
    }

    private StackConfig config() {
        return StackConfig.fromEnvironment(Home.find(), environment);
    }
}
