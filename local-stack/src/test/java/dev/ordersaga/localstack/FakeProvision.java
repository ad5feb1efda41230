package dev.ordersaga.localstack;

/** A program that looks like data-init from outside. */
final class FakeProvision {
    private FakeProvision() {}

    public static void main(String[] arguments) {
        System.out.println("provisioned " + System.getenv("PROJECT_ID"));
        System.exit(Integer.parseInt(arguments[0]));
    }
}
