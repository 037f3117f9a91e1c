package io.mooring.embedded.mqsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqsc.MqscResult.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Random changes to valid commands: always a result, and no change unless the command was carried out. */
class MqscFuzzTest {
    private static final int COMMANDS = 30_000;

    private static final List<String> VALID = List.of(
            "DEFINE QLOCAL(Q1) DESCR('it''s a text') MAXDEPTH(10) REPLACE NOSHARE PUT(ENABLED) LIKE(Q2)",
            "DEF QA('Q.alias') TARGET(Q1) DEFPSIST(YES) CLUSTER(C)",
            "DEF QR(Q3) RNAME(X) RQMNAME(QM2) XMITQ(Q1)",
            "DEF QM(Q4) DEFTYPE(PERMDYN) HARDENBO",
            "ALTER QLOCAL(Q1) MAXMSGL(100) GET(DISABLED) TRIGGER UNKNOWN(1,2)",
            "DELETE QLOCAL(Q1) PURGE",
            "CLEAR QLOCAL(Q2)",
            "DISPLAY QUEUE(Q*) TYPE(QLOCAL) WHERE(CURDEPTH GT 0) MAXDEPTH ALL",
            "DISPLAY QSTATUS(*) TYPE(HANDLE) WHERE(APPLTAG LK 'a*')",
            "DEFINE CHANNEL(APP) CHLTYPE(SVRCONN) MCAUSER('app') SHARECNV(10) REPLACE",
            "ALTER CHANNEL(APP) MAXINST(5)",
            "DISPLAY CHSTATUS(*) CONNAME('1.2.3.4') ALL",
            "STOP CHANNEL(APP) MODE(FORCE) STATUS(INACTIVE)",
            "START CHANNEL(APP)",
            "DISPLAY CONN(*) WHERE(CHANNEL EQ APP)",
            "ALTER QMGR DEADQ(Q1) MAXUMSGS(20)",
            "SUSPEND QMGR CLUSTER(C)",
            "DISPLAY CLUSQMGR(*)",
            "SET AUTHREC PROFILE(Q1) OBJTYPE(QUEUE) AUTHADD(ALL)");

    private static final String SPICE = "()'',;*+-. \n\t\rAZaz09_%/\u0000\u00e9\ud83d\u0130";

    private static final Pattern END = Pattern.compile("(^|[;\\n])\\s*end\\s*([;\\n]|$)", Pattern.CASE_INSENSITIVE);

    @Test
    void anyMutationOfACommandHasAResultAndChangesNothingUnlessDone() {
        long seed = new Random().nextLong();
        System.out.println("MqscFuzzTest seed " + seed);
        Random random = new Random(seed);
        FakeAdministration administration = new FakeAdministration("QM1");
        MqscInterpreter mqsc = new MqscInterpreter(administration);
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (int i = 0; i < COMMANDS; i++) {
            // From time to time from the beginning, lest the state that is compared grow without end.
            if (i % 500 == 0) {
                administration = new FakeAdministration("QM1");
                mqsc = new MqscInterpreter(administration);
                mqsc.run("DEFINE QLOCAL(Q2)");
            }
            String command = mutated(VALID.get(random.nextInt(VALID.size())), random);
            String before = administration.state();

            MqscResult result = mqsc.run(command);

            outcomes.add(result.outcome());
            String context = "seed " + seed + ", command " + i + ": " + command;
            assertThat(result.line()).as(context).isPositive();
            if (result.outcome() == Outcome.SYNTAX_ERROR || result.outcome() == Outcome.FAILED) {
                assertThat(result.lines())
                        .as(context)
                        .isNotEmpty()
                        .first()
                        .asString()
                        .matches("AMQ[0-9]{4}[IEWS]: .*");
                assertThat(administration.state()).as(context).isEqualTo(before);
            } else if (result.outcome() == Outcome.IGNORED) {
                assertThat(result.warnings()).as(context).isNotEmpty();
                assertThat(administration.state()).as(context).isEqualTo(before);
            } else {
                assertThat(result.lines()).as(context).isNotEmpty();
            }
        }
        assertThat(outcomes)
                .as("every outcome comes up, or the mutations prove little")
                .hasSize(Outcome.values().length);
    }

    @Test
    void anyScriptIsReadToItsEnd() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("MqscFuzzTest seed " + seed);
        Random random = new Random(seed);
        MqscInterpreter mqsc = new MqscInterpreter(new FakeAdministration("QM1"));
        for (int i = 0; i < 300; i++) {
            StringBuilder script = new StringBuilder();
            for (int line = 0; line < 10; line++) {
                script.append(mutated(VALID.get(random.nextInt(VALID.size())), random))
                        .append(random.nextBoolean() ? "\n" : ";");
            }
            if (END.matcher(script).find()) {
                continue; // an END ends a script, as it should
            }
            // Whatever came before: a line that is closed, and one command more.
            script.append("\n\nPING QMGR\n");

            List<MqscResult> results = mqsc.runScript(new StringReader(script.toString()));

            assertThat(results)
                    .as("seed " + seed + ", script " + i + ":\n" + script)
                    .last()
                    .extracting(MqscResult::command)
                    .isEqualTo("PING QMGR");
            List<Integer> lines =
                    new ArrayList<>(results.stream().map(MqscResult::line).toList());
            assertThat(lines).as("seed " + seed + ", script " + i).isSorted();
        }
    }

    private static String mutated(String command, Random random) {
        StringBuilder text = new StringBuilder(command);
        for (int changes = random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 2 -> text.setCharAt(at, SPICE.charAt(random.nextInt(SPICE.length())));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
