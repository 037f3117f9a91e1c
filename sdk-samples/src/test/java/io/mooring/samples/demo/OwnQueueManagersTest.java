package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.message.MqMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo on somebody's own queue managers, which know users: nothing is done to them, and nothing is left there. */
@Timeout(180)
class OwnQueueManagersTest {
    private static final Map<String, String> PASSWORD = Map.of(Options.PASSWORD_VARIABLE, "secret");

    @TempDir
    private Path folder;

    private EmbeddedCluster cluster;
    private Path ccdt;

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.of("ALPHA", "BETA").user("app", "secret").start();
        ccdt = cluster.writeCcdt(folder.resolve("ccdt.json"));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void define(List<String> queues) {
        cluster.queueManagers()
                .forEach(each -> queues.forEach(queue -> each.mqsc(Queues.definition(queue))
                        .forEach(result -> assertThat(result.toString()).isNotEmpty())));
    }

    private Run run(Map<String, String> environment, String... more) throws InterruptedException {
        String[] all = new String[8 + more.length];
        String[] first = {
            "--ccdt",
            ccdt.toString(),
            "--queue-manager",
            "*ANY_QM",
            "--user",
            "app",
            "--report",
            folder.resolve("demo.html").toString()
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Run.of(environment, all);
    }

    @Test
    void isPlayedWithoutFaultsAndLeavesNothingBehind() throws InterruptedException {
        Queues queues = Queues.beginningWith("MY.DEMO");
        define(queues.all());

        Run run = run(PASSWORD, "--brief", "--queues", "MY.DEMO");

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.text())
                .contains("Mooring on your queue managers ALPHA, BETA")
                .contains("scale out from 2 to")
                .doesNotContain("is dead");
        for (EmbeddedQueueManager each : cluster.queueManagers()) {
            assertThat(queues.all())
                    .allSatisfy(queue -> assertThat(each.depth(queue))
                            .as("%s on %s", queue, each.name())
                            .isZero());
        }
        assertThat(folder.resolve("demo.html")).exists();
    }

    @Test
    void missingQueueIsNamedWithItsDefinition() throws InterruptedException {
        define(List.of("DEMO.REQUEST", "DEMO.REPLY", "DEMO.RAW.REQUEST"));

        Run run = run(PASSWORD);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .containsExactlyInAnyOrder(
                        "Queue DEMO.RAW.REPLY is missing on ALPHA; define it there: DEFINE QLOCAL('DEMO.RAW.REPLY')"
                                + " DEFPSIST(YES) MAXDEPTH(5000) SHARE DEFSOPT(SHARED)",
                        "Queue DEMO.RAW.REPLY is missing on BETA; define it there: DEFINE QLOCAL('DEMO.RAW.REPLY')"
                                + " DEFPSIST(YES) MAXDEPTH(5000) SHARE DEFSOPT(SHARED)");
    }

    @Test
    void queueWithMessagesOfSomebodyIsLeftAlone() throws InterruptedException {
        define(Queues.beginningWith("DEMO").all());
        try (MqClient client = MqClient.builder()
                .connectionNames(cluster.queueManager("BETA").connectionName())
                .channel("APP.SVRCONN")
                .credentials("app", "secret")
                .connect()) {
            client.queue("DEMO.REQUEST").put(MqMessage.ofText("somebody's"));
        }

        Run run = run(PASSWORD);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .containsExactly("Queue DEMO.REQUEST on BETA has 1 message(s), which may be somebody's; name other"
                        + " queues with --queues, or clear it.");
        assertThat(cluster.queueManager("BETA").depth("DEMO.REQUEST")).isEqualTo(1);
    }

    @Test
    void refusedUserIsASentence() throws InterruptedException {
        Run run = run(Map.of(Options.PASSWORD_VARIABLE, "wrong"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("2035 MQRC_NOT_AUTHORIZED").doesNotContain("wrong", "\tat ");
    }

    @Test
    void withoutATerminalThePasswordHasToBeInTheEnvironment() throws InterruptedException {
        Run run = run(Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .containsExactly(
                        "There is no terminal to ask for the password of app; put it into" + " MOORING_DEMO_PASSWORD.");
    }

    @Test
    void tableWithoutSuchAQueueManagerIsASentence() throws InterruptedException {
        Run run = Run.of(Map.of(), "--ccdt", ccdt.toString(), "--queue-manager", "*NOBODY");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .contains("has no entry for the queue manager name '*NOBODY'");
    }
}
