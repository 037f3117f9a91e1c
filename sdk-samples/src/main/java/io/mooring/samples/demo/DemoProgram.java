package io.mooring.samples.demo;

import io.mooring.MqException;
import io.mooring.channeltable.ChannelTableException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** The command of the demo. */
public final class DemoProgram {
    private static final int KEPT = 0;
    private static final int BROKEN = 1;
    private static final int MISUNDERSTOOD = 2;

    private final PrintStream out;
    private final Map<String, String> environment;
    private final @Nullable Console console;

    DemoProgram(PrintStream out, Map<String, String> environment, @Nullable Console console) {
        this.out = out;
        this.environment = environment;
        this.console = console;
    }

    /** Plays the demo, and ends the process with 0 if all promises were kept. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(new DemoProgram(System.out, System.getenv(), System.console()).run(arguments));
    }

    int run(String... arguments) throws InterruptedException {
        try {
            Options options = Options.of(arguments);
            if (options.help()) {
                out.print(Options.USAGE);
                return KEPT;
            }
            try (Stage stage = stage(options)) {
                return play(stage, options.brief() ? Pace.brief() : Pace.shown(), options.report());
            }
        } catch (Options.Misunderstood e) {
            out.println(e.getMessage());
            return MISUNDERSTOOD;
        } catch (OwnStage.Unusable | MqException | ChannelTableException e) {
            out.println(e.getMessage());
            return BROKEN;
        }
    }

    private Stage stage(Options options) throws OwnStage.Unusable {
        if (options.ccdt().isEmpty()) {
            return new EmbeddedStage();
        }
        Optional<Harbour.Credentials> user = Optional.empty();
        if (options.user().isPresent()) {
            String name = options.user().get();
            user = Optional.of(new Harbour.Credentials(name, password(name)));
        }
        return OwnStage.of(options.ccdt().get(), options.queueManager().orElse("*"), user, options.queues());
    }

    private String password(String user) throws OwnStage.Unusable {
        String given = environment.get(Options.PASSWORD_VARIABLE);
        if (given != null) {
            return given;
        }
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", user);
        if (typed == null) {
            throw new OwnStage.Unusable("There is no terminal to ask for the password of " + user + "; put it into "
                    + Options.PASSWORD_VARIABLE + ".");
        }
        return new String(typed);
    }

    /** Plays, tells, writes the report; answers the exit code. */
    int play(Stage stage, Pace pace, Path report) throws InterruptedException {
        boolean lively = console != null && !environment.containsKey("NO_COLOR");
        Terminal terminal = new Terminal(out, lively);
        terminal.say("Mooring on " + stage.description() + ".");
        terminal.say(pace.clients() + " clients with Mooring and " + pace.clients()
                + " with IBM's client alone ask for the same, on queues of their own; " + Pace.FEWEST
                + " servers answer on each side.");
        Outcome outcome;
        try {
            outcome = outcome(stage, pace, terminal);
        } catch (JMSException e) {
            terminal.warn("IBM's client cannot begin: " + e.getMessage());
            return BROKEN;
        }
        terminal.say("");
        ClosingTable.of(outcome).lines().forEach(terminal::say);
        terminal.say("  " + ClosingTable.NOTE);
        terminal.say("");
        try {
            Files.writeString(report, Report.html(outcome));
            terminal.say("Report: " + report.toAbsolutePath().normalize());
        } catch (IOException e) {
            terminal.warn("The report cannot be written to " + report + ": " + e);
            return BROKEN;
        }
        List<String> broken = outcome.broken();
        broken.forEach(terminal::warn);
        if (broken.isEmpty()) {
            terminal.say("All " + outcome.promises().size() + " promises were kept.");
        }
        return broken.isEmpty() ? KEPT : BROKEN;
    }

    private static Outcome outcome(Stage stage, Pace pace, Terminal terminal)
            throws JMSException, InterruptedException {
        Journal journal = new Journal(terminal::show);
        try (Company company = new Company(stage, pace, journal)) {
            company.enter();
            try (Recorder recorder = new Recorder(company::look, terminal::show)) {
                Play play = new Play(stage, pace, journal, company);
                play.run();
                return company.settle(play, recorder);
            }
        }
    }
}
