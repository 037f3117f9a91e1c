package io.mooring.samples;

import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.ScaleAdvisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A scaling hook that writes how many instances should run into a file, as a patch that Kubernetes takes:
 *
 * <pre>
 * kubectl patch deployment order-server --type merge --patch-file replicas.json
 * </pre>
 *
 * <p>Needs a channel table that names each queue manager, and {@code +inq} on ORDERS for the user, no more. One such program
 * is enough for a fleet; {@code onlyOnePollerBy} lets several stand by.
 */
public final class ReplicaCount {
    private ReplicaCount() {}

    /** Keeps {@code replicas.json} up to date, or the file that is given, until the program is stopped. */
    public static void main(String[] args) throws InterruptedException {
        Path file = Path.of(args.length == 0 ? "replicas.json" : args[0]);
        run(System.getenv(), file, Duration.ofSeconds(10), System.out::println);
    }

    static void run(Map<String, String> environment, Path file, Duration beat, Consumer<String> out)
            throws InterruptedException {
        try (BacklogMonitor backlog = BacklogMonitor.over(
                        Environment.channelTable(environment), Environment.identity(environment, "order-scaler"))
                .queue("ORDERS")
                .every(beat)
                .start()) {
            backlog.advise(ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(100), advice -> {
                write(file, "{\"spec\":{\"replicas\":" + advice.desired() + "}}\n");
                out.accept(advice.toString()); // with the reason, for whoever asks at night
            });
            new CountDownLatch(1).await(); // until this thread is interrupted or the program ends
        }
    }

    /**
     * Whoever reads the file sees the old text or the new one, never half of it. If it cannot be written, the exception goes
     * to the monitor, which logs it and hands the same advice over again with the next pass.
     */
    private static void write(Path file, String text) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The number of instances could not be written to " + file + ".", e);
        }
    }
}
