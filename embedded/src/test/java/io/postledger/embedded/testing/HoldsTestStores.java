package io.postledger.embedded.testing;

/** A JVM that uses the test stores and then waits to be killed. */
public final class HoldsTestStores {

    private HoldsTestStores() {}

    public static void main(String[] arguments) throws InterruptedException {
        TestStores.newPostgresDatabase();
        TestStores.newMongoDatabase();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
