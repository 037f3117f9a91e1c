package io.mooring.embedded.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.embedded.tls.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program: in this JVM where it ends by itself, in one of its own where it has to be ended. */
class ProgramTest {
    private static final String NOTICE =
            "*** For tests only: messages are kept in memory and are gone when this program ends. ***";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    @Test
    void helpIsPrinted() {
        assertThat(run("", "--help")).isEqualTo(Program.DONE);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo(CommandLineParser.USAGE);
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(run("", "--version")).isEqualTo(Program.DONE);
        assertThat(outputLines()).singleElement().asString().startsWith("Mooring embedded queue manager ");
    }

    @Test
    void aWrongCommandLineGetsASentenceAndExitCode2() {
        assertThat(run("", "--port", "14141")).isEqualTo(Program.WRONG_USAGE);
        assertThat(messageLines())
                .containsExactly("--port is about a queue manager; it comes after --queue-manager NAME.");
    }

    @Test
    void commandsFromStandardInputAreAnsweredUntilItEnds() {
        int exitCode = run(
                "DEFINE QLOCAL(ORDERS)\nDISPLAY QLOCAL(ORDERS) CURDEPTH\n",
                "--queue-manager",
                "QM1",
                "--port",
                "0",
                "--until-eof");

        assertThat(exitCode).isEqualTo(Program.DONE);
        assertThat(outputLines())
                .anyMatch(line -> line.matches("QM1 listening on 127\\.0\\.0\\.1:\\d+"))
                .contains("AMQ8006I: IBM MQ queue created.")
                .anyMatch(line -> line.contains("CURDEPTH(0)"));
        assertThat(messageLines()).containsExactly(NOTICE);
    }

    @Test
    void endEndsTheProgramToo() {
        assertThat(run("end\nDEFINE QLOCAL(LATE)\n", "--queue-manager", "QM1", "--port", "0", "--until-eof"))
                .isEqualTo(Program.DONE);
        assertThat(outputLines()).noneMatch(line -> line.startsWith("AMQ8006I"));
    }

    @Test
    void severalQueueManagersAreAllReadyBeforeTheFirstCommand() {
        int exitCode = run(
                "use QM2\nPING QMGR\nendmqm -i QM1\ndspmq\nstrmqm QM1\n",
                "--queue-manager",
                "QM1",
                "--port",
                "0",
                "--queue-manager",
                "QM2",
                "--port",
                "0",
                "--until-eof");

        assertThat(exitCode).isEqualTo(Program.DONE);
        assertThat(outputLines().get(0)).startsWith("QM1 listening on ");
        assertThat(outputLines().get(1)).startsWith("QM2 listening on ");
        assertThat(outputLines())
                .contains("Commands go to queue manager QM2.", "IBM MQ queue manager 'QM1' ended.")
                .anyMatch(line -> line.startsWith("QMNAME(QM1)") && line.endsWith("STATUS(Ended)"))
                .anyMatch(line -> line.startsWith("QMNAME(QM2)") && line.endsWith("STATUS(Running)"))
                .contains("IBM MQ queue manager 'QM1' started.");
    }

    @Test
    void severalQueueManagersAreACluster() {
        assertThat(run(
                        "DISPLAY CLUSQMGR(*)\n",
                        "--queue-manager",
                        "QM1",
                        "--port",
                        "0",
                        "--queue-manager",
                        "QM2",
                        "--port",
                        "0",
                        "--until-eof"))
                .isEqualTo(Program.DONE);
        assertThat(outputLines()).anyMatch(line -> line.contains("CLUSQMGR(QM2)"));
    }

    @Test
    void listeningElsewhereThanOnLoopbackIsSaidLoudly() {
        // An address for documentation, which no machine has: tests listen on loopback only.
        assertThat(run("", "--queue-manager", "QM1", "--port", "0", "--address", "192.0.2.1", "--until-eof"))
                .isEqualTo(Program.FAILED);
        assertThat(messageLines())
                .contains(
                        NOTICE,
                        "*** Listening on 192.0.2.1: other machines can connect, not only this one. ***",
                        "*** QM1 lets everybody in without a password; --user changes that. ***");
    }

    @Test
    void aPortInUseGetsASentenceAndExitCode1() throws IOException {
        try (ServerSocket inUse = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(inUse.getLocalPort());

            assertThat(run("", "--queue-manager", "QM1", "--port", port)).isEqualTo(Program.FAILED);
            assertThat(messageLines())
                    .last()
                    .asString()
                    .startsWith("QM1 cannot listen on 127.0.0.1:" + port)
                    .endsWith(".");
            assertThat(outputLines()).isEmpty();
        }
    }

    @Test
    void aScriptIsRunBeforeTheQueueManagerListens() throws IOException {
        Path script = Files.writeString(directory.resolve("orders.mqsc"), "DEFINE QLOCAL(ORDERS) NOTRIGGER\n");

        assertThat(run(
                        "DISPLAY QLOCAL(ORDERS)\n",
                        "--queue-manager",
                        "QM1",
                        "--port",
                        "0",
                        "--mqsc",
                        script.toString(),
                        "--until-eof"))
                .isEqualTo(Program.DONE);
        assertThat(outputLines()).contains("AMQ8409I: Display Queue details.");
        assertThat(messageLines()).anyMatch(line -> line.startsWith(script + ", line 1: Warning: "));
    }

    @Test
    void aMistakeInAScriptIsShownWithItsLineAndExitCode1() throws IOException {
        Path script = Files.writeString(
                directory.resolve("wrong.mqsc"), "DEFINE QLOCAL(ORDERS)\n* next\nDEFINE QLOCAL(ORDERS)\nDEFNE QL(X)\n");

        assertThat(run("", "--queue-manager", "QM1", "--port", "0", "--mqsc", script.toString()))
                .isEqualTo(Program.FAILED);
        assertThat(messageLines())
                .containsSubsequence(
                        script + ", line 3: DEFINE QLOCAL(ORDERS)",
                        "AMQ8150E: IBM MQ object already exists.",
                        script + ", line 4: DEFNE QL(X)",
                        "AMQ8405I: Syntax error detected at or near end of command segment below:-",
                        "Queue manager QM1 is not started: commands in " + script + " failed.");
        assertThat(outputLines()).isEmpty();
    }

    @Test
    void aScriptThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing.mqsc");

        assertThat(run("", "--queue-manager", "QM1", "--mqsc", missing.toString()))
                .isEqualTo(Program.FAILED);
        assertThat(messageLines()).last().asString().startsWith("The MQSC file " + missing + " cannot be read: ");
    }

    @Test
    void aKeyStoreIsOpenedWithTheFirstLineOfThePasswordFile() throws Exception {
        Path keys = writeKeyStore();
        Path password = Files.writeString(directory.resolve("password"), TestCertificates.PASSWORD + "\nrest\n");

        assertThat(run(
                        "DISPLAY CHANNEL(APP.SVRCONN) SSLCIPH\n",
                        "--queue-manager",
                        "QM1",
                        "--port",
                        "0",
                        "--tls-keystore",
                        keys.toString(),
                        "--tls-password-file",
                        password.toString(),
                        "--until-eof"))
                .isEqualTo(Program.DONE);
        assertThat(outputLines()).anyMatch(line -> line.contains("SSLCIPH(ANY_TLS12_OR_HIGHER)"));
    }

    @Test
    void aKeyStoreThatCannotBeOpenedGetsASentenceAndExitCode1() throws Exception {
        Path keys = writeKeyStore();
        Path password = Files.writeString(directory.resolve("password"), "wrong");

        assertThat(run(
                        "",
                        "--queue-manager",
                        "QM1",
                        "--tls-keystore",
                        keys.toString(),
                        "--tls-password-file",
                        password.toString()))
                .isEqualTo(Program.FAILED);
        assertThat(messageLines())
                .last()
                .asString()
                .startsWith("Queue manager QM1 has no certificates: the key store " + keys);
        assertThat(messageLines()).noneMatch(line -> line.contains("wrong"));
    }

    @Test
    void aPasswordFileThatIsNotThereIsNamed() throws Exception {
        Path missing = directory.resolve("password");

        assertThat(run(
                        "",
                        "--queue-manager",
                        "QM1",
                        "--tls-keystore",
                        writeKeyStore().toString(),
                        "--tls-password-file",
                        missing.toString()))
                .isEqualTo(Program.FAILED);
        assertThat(messageLines())
                .last()
                .asString()
                .startsWith("The password file " + missing + " of queue manager QM1 cannot be read: ");
    }

    @Test
    void aProcessGoesOnAfterTheEndOfItsInputAndEndsAtSigterm() throws Exception {
        try (RunningProgram program = RunningProgram.start("--queue-manager", "QM1", "--port", "0")) {
            int port = program.port("QM1");
            assertThat(program.address("QM1")).isEqualTo("127.0.0.1");
            program.type("DEFINE QLOCAL(ORDERS)");
            program.awaitOutput("AMQ8006I: IBM MQ queue created.");
            program.endInput();
            program.awaitOutput("No commands have a syntax error."); // the console has seen the end
            connect(port).close();
            assertThat(program.isAlive()).isTrue();

            program.terminate();

            assertThat(program.exitCode()).isEqualTo(143);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));
        }
    }

    @Test
    void aProcessEndsWithItsInputIfTold() throws Exception {
        try (RunningProgram program = RunningProgram.start("--queue-manager", "QM1", "--port", "0", "--until-eof")) {
            int port = program.port("QM1");
            program.endInput();

            assertThat(program.exitCode()).isZero();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));
            assertThat(program.messages()).contains(NOTICE);
        }
    }

    @Test
    void aProcessWithAWrongCommandLineEndsAtOnce() throws Exception {
        try (RunningProgram program = RunningProgram.start("--port")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output()).isEmpty();
        }
    }

    @Test
    void aQueueManagerThatWasEndedOnTheConsoleCanBeStartedOnIt() throws Exception {
        try (RunningProgram program = RunningProgram.start("--queue-manager", "QM1", "--port", "0")) {
            int port = program.port("QM1");
            program.type("endmqm -i");
            program.awaitOutput("IBM MQ queue manager 'QM1' ended.");
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));

            program.type("strmqm");

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(connect(port)).satisfies(Socket::close));
        }
    }

    private int run(String typed, String... arguments) {
        try (PrintStream out = printStream(output);
                PrintStream err = printStream(messages)) {
            return new Program(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), out, err)
                    .run(List.of(arguments));
        }
    }

    private List<String> outputLines() {
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> messageLines() {
        return messages.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Path writeKeyStore() throws Exception {
        TestCertificates certificates = TestCertificates.create();
        KeyStore store = certificates.newStore();
        certificates.addServer(store, TestCertificates.defaultLabel("QM1"), "CN=QM1, O=Mooring");
        Path file = directory.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestCertificates.PASSWORD.toCharArray());
        }
        return file;
    }

    private static PrintStream printStream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
