package io.mooring.contracts;

import static java.time.Duration.ofMinutes;
import static org.awaitility.Awaitility.await;

import io.mooring.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** A queue manager in a container, without the image's objects for developers: it has what our MQSC file defines. */
final class MqContainer implements AutoCloseable {
    private static final int LISTENER = 1414;

    /** The image carries out the files of this folder at each start of the queue manager. */
    private static final String MQSC_IN_CONTAINER = "/etc/mqm/30-contracts.mqsc";

    private final String name;
    private final int port;
    private final GenericContainer<?> container;

    /** Not yet started. */
    MqContainer(String name, DockerImageName image) {
        this.name = name;
        this.port = freePort();
        this.container = new GenericContainer<>(image)
                .withEnv("LICENSE", "accept")
                .withEnv("MQ_QMGR_NAME", name)
                .withEnv("MQ_DEV", "false")
                .withEnv("MQ_ENABLE_EMBEDDED_WEB_SERVER", "false")
                .withCopyFileToContainer(MountableFile.forHostPath(Fleet.MQSC, 0644), MQSC_IN_CONTAINER)
                .waitingFor(Wait.forSuccessfulCommand("chkmqready"))
                .withStartupTimeout(ofMinutes(5));
        // A port that Docker chooses is another one after a kill and a start.
        container.setPortBindings(List.of(port + ":" + LISTENER));
    }

    void start() {
        container.start();
    }

    String connectionName() {
        return new Endpoint(container.getHost(), port).toString();
    }

    /** {@code endmqm} with such an option; returns when that returns. */
    void end(String option) {
        run("endmqm", option, name);
    }

    /** Ends the container, and all processes in it, by SIGKILL; returns when it has ended. */
    void kill() {
        container
                .getDockerClient()
                .killContainerCmd(container.getContainerId())
                .withSignal("KILL")
                .exec();
        await().atMost(ofMinutes(1)).until(() -> !container.isRunning());
    }

    /**
     * Runs one MQSC command.
     *
     * @throws IllegalStateException if it was refused
     */
    void mqsc(String command) {
        run("bash", "-c", "echo \"$1\" | runmqsc \"$2\"", "runmqsc", command, name);
    }

    /** Has the container and the queue manager run. */
    void mend() {
        if (!container.isRunning()) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        } else if (!status().contains("STATUS(Running)")) {
            if (!hasEnded()) {
                // It still waits for a client to leave. That it has ended meanwhile is no mistake.
                exec("endmqm", "-i", name);
                await().atMost(ofMinutes(2)).until(this::hasEnded);
            }
            run("strmqm", name);
        }
        await().atMost(ofMinutes(2)).until(() -> exec("chkmqready").getExitCode() == 0);
    }

    /** Removes the container. */
    @Override
    public void close() {
        container.stop();
    }

    private String status() {
        return exec("dspmq", "-m", name, "-o", "status").getStdout();
    }

    private boolean hasEnded() {
        return status().contains("STATUS(Ended");
    }

    private void run(String... command) {
        ExecResult result = exec(command);
        if (result.getExitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " on " + name + " ended with "
                    + result.getExitCode() + ": " + result.getStdout() + result.getStderr());
        }
    }

    private ExecResult exec(String... command) {
        try {
            return container.execInContainer(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", command) + " on " + name + " was interrupted", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
