package io.mooring.embedded.mqsc;

import static io.mooring.embedded.mqsc.MqscResult.Outcome.DONE;
import static io.mooring.embedded.mqsc.MqscResult.Outcome.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DISPLAY of queues answers, line by line as runmqsc lays it out; which objects and attributes it chooses. */
class MqscDisplayTest {
    private final QueueManagerInUse inUse = new QueueManagerInUse();

    @Test
    void aQueueWithoutAWishIsDisplayedWhole() {
        inUse.assertAnswer("DISPLAY QLOCAL(Q1)", """
        AMQ8409I: Display Queue details.
           QUEUE(Q1)                               TYPE(QLOCAL)
           BOQNAME( )                              BOTHRESH(0)
           CLUSTER(CLUS)                           CLWLUSEQ(QMGR)
           CURDEPTH(0)                             DEFBIND(OPEN)
           DEFPRESP(SYNC)                          DEFPRTY(0)
           DEFPSIST(NO)                            DEFREADA(NO)
           DEFSOPT(SHARED)                         DEFTYPE(PREDEFINED)
           DESCR(first)                            GET(ENABLED)
           HARDENBO                                IPPROCS(0)
           MAXDEPTH(5000)                          MAXMSGL(4194304)
           MSGDLVSQ(PRIORITY)                      NPMCLASS(NORMAL)
           OPPROCS(0)                              PROPCTL(COMPAT)
           PUT(ENABLED)                            NOSHARE
           USAGE(NORMAL)
        """);
    }

    @Test
    void genericNamesDisplayTypeOnly() {
        inUse.assertAnswer("dis q(*)", """
        AMQ8409I: Display Queue details.
           QUEUE(A.FOR.Q1)                         TYPE(QALIAS)
        AMQ8409I: Display Queue details.
           QUEUE(M1)                               TYPE(QMODEL)
        AMQ8409I: Display Queue details.
           QUEUE(Q1)                               TYPE(QLOCAL)
        AMQ8409I: Display Queue details.
           QUEUE(Q2)                               TYPE(QLOCAL)
        AMQ8409I: Display Queue details.
           QUEUE(R1)                               TYPE(QREMOTE)
        """);
    }

    @Test
    void whatIsAskedForIsDisplayed() {
        inUse.assertAnswer("DIS QL(Q2) CURDEPTH IPPROCS OPPROCS", """
        AMQ8409I: Display Queue details.
           QUEUE(Q2)                               TYPE(QLOCAL)
           CURDEPTH(3)                             IPPROCS(1)
           OPPROCS(2)
        """);
        inUse.assertAnswer("DIS QUEUE(Q*) MAXDEPTH SHARE", """
        AMQ8409I: Display Queue details.
           QUEUE(Q1)                               TYPE(QLOCAL)
           MAXDEPTH(5000)                          NOSHARE
        AMQ8409I: Display Queue details.
           QUEUE(Q2)                               TYPE(QLOCAL)
           MAXDEPTH(10)                            SHARE
        """);
    }

    @Test
    void anAttributeThatIsTooLongForItsColumnHasALineOfItsOwn() {
        inUse.mqsc.run(
                "DEFINE QLOCAL(A.QUEUE.WITH.A.NAME.THAT.TAKES.FORTY.EIGHT.CHARS) DESCR('A description that is long')");

        inUse.assertAnswer("DIS QL(A.QUEUE*) BOTHRESH DESCR MAXDEPTH", """
        AMQ8409I: Display Queue details.
           QUEUE(A.QUEUE.WITH.A.NAME.THAT.TAKES.FORTY.EIGHT.CHARS)
           TYPE(QLOCAL)                            BOTHRESH(0)
           DESCR(A description that is long)       MAXDEPTH(5000)
        """);
        inUse.mqsc.run("ALTER QLOCAL(Q1) DESCR('A description that is longer than a column')");
        inUse.assertAnswer("DIS QL(Q1) BOTHRESH DESCR MAXDEPTH", """
        AMQ8409I: Display Queue details.
           QUEUE(Q1)                               TYPE(QLOCAL)
           BOTHRESH(0)
           DESCR(A description that is longer than a column)
           MAXDEPTH(5000)
        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DIS QA(*)                              | A.FOR.Q1",
                "DIS Q(*) TYPE(QREMOTE)                 | R1",
                "DIS Q(*) QTYPE(QMODEL)                 | M1",
                "DIS Q(*) TYPE(ALL) ALL WHERE(QUEUE LK R*) | R1",
                "DIS Q(*) TYPE WHERE(TYPE EQ QMODEL)    | M1",
                "DIS Q(*) CLUSTER(CL*)                  | Q1",
                "DIS QL(*) WHERE(CURDEPTH GT 0)         | Q2",
                "DIS QL(*) WHERE(CURDEPTH EQ 0)         | Q1",
                "DIS QL(*) WHERE(CURDEPTH LE 2)         | Q1",
                "DIS QL(*) WHERE(CURDEPTH GE 3)         | Q2",
                "DIS QL(*) WHERE(CURDEPTH NE 3)         | Q1",
                "DIS QL(*) WHERE(CURDEPTH LT 3)         | Q1",
                "DIS Q(*) WHERE(MAXDEPTH LT 100)        | Q2",
                "DIS Q(*) WHERE(DESCR EQ 'first')       | Q1",
                "DIS Q(*) WHERE(DESCR LK 'fir*')        | Q1",
                "DIS Q(*) WHERE(DESCR LK 'first')       | Q1",
                "DIS QL(*) WHERE(DESCR NL 'fir*')       | Q2",
                "DIS QL(*) WHERE(DESCR GT ' ')          | Q1",
                "DIS Q(*) WHERE(CLUSTER NE ' ')         | Q1",
                "DIS QL(*) WHERE(SHARE EQ NO)           | Q1",
                "DIS QL(*) WHERE(SHARE EQ YES)          | Q2",
                "DIS QL(*) WHERE(SHARE NE yes)          | Q1",
                "DIS Q(*) WHERE(TARGET EQ Q1)           | A.FOR.Q1",
            })
    void conditionsChooseWhatIsDisplayed(String command, String queue) {
        MqscResult result = inUse.mqsc.run(command);

        assertThat(result.outcome()).isEqualTo(DONE);
        assertThat(result.lines().stream().filter(line -> line.startsWith("   QUEUE(")))
                .singleElement()
                .asString()
                .startsWith("   QUEUE(" + queue + ")");
    }

    @Test
    void theAttributeOfTheConditionIsDisplayedToo() {
        inUse.assertAnswer("DISPLAY QLOCAL(*) WHERE(MAXDEPTH EQ 10) CURDEPTH", """
        AMQ8409I: Display Queue details.
           QUEUE(Q2)                               TYPE(QLOCAL)
           CURDEPTH(3)                             MAXDEPTH(10)
        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DIS Q(*) WHERE(CURDEPTH GT)            | three words",
                "DIS Q(*) WHERE                         | three words",
                "DIS Q(*) WHERE(NOTHING EQ 1)           | NOTHING is not known here",
                "DIS Q(*) WHERE(CURDEPTH CT 1)          | CT is not an operator",
                "DIS Q(*) WHERE(CURDEPTH EQ MANY)       | compared with a number",
                "DIS Q(*) WHERE(CURDEPTH LK 1*)         | use EQ or NE",
                "DIS Q(*) WHERE(PUT LT ENABLED)         | has no order",
                "DIS Q(*) WHERE(PUT EQ MAYBE)           | one of DISABLED, ENABLED",
            })
    void aConditionThatMakesNoSenseIsRefused(String command, String explanation) {
        MqscResult result = inUse.mqsc.run(command);

        assertThat(result.lines().get(0)).isEqualTo("AMQ8569E: Error in filter specification.");
        assertThat(result.lines()).last().asString().contains(explanation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DIS Q(NOWHERE)                      | AMQ8147E: IBM MQ object NOWHERE not found.",
                "DIS QL(R1)                          | AMQ8147E: IBM MQ object R1 not found.",
                "DIS Q(*) TYPE(QCLUSTER)             | AMQ8147E: IBM MQ object * not found.",
                "DIS QL(Q*) WHERE(CURDEPTH GT 9)     | AMQ8147E: IBM MQ object Q* not found.",
                "DIS QS(NOWHERE)                     | AMQ8147E: IBM MQ object NOWHERE not found.",
                "DIS QS(Q1) TYPE(HANDLE)             | AMQ8565E: Queue Status not found.",
                "DIS CHL(NOWHERE)                    | AMQ8147E: IBM MQ object NOWHERE not found.",
                "DIS CHL(*) CHLTYPE(SDR)             | AMQ8147E: IBM MQ object * not found.",
                "DIS CHS(OTHER)                      | AMQ8420I: Channel Status not found.",
                "DIS CHS(*) CONNAME('10.9.9.9')      | AMQ8420I: Channel Status not found.",
                "DIS CONN(0*)                        | AMQ8461E: Connection identifier not found.",
                "DIS CLUSQMGR(QM3)                   | AMQ8147E: IBM MQ object QM3 not found.",
                "DIS CLUSQMGR(*) CLUSTER(OTHER)      | AMQ8147E: IBM MQ object * not found.",
            })
    void whatIsNotThereIsNamed(String command, String firstLine) {
        MqscResult result = inUse.mqsc.run(command);

        assertThat(result.outcome()).isEqualTo(FAILED);
        assertThat(result.lines()).hasSize(2).first().isEqualTo(firstLine);
    }

    @Test
    void attributesThatAreNotKnownAreNamedAndTheRestIsDisplayed() {
        MqscResult result = inUse.mqsc.run("DISPLAY QLOCAL(Q1) TRIGGER CURDEPTH");

        assertThat(result.lines())
                .containsExactly(
                        "AMQ8409I: Display Queue details.",
                        "   QUEUE(Q1)                               TYPE(QLOCAL)",
                        "   CURDEPTH(0)");
        assertThat(result.warnings())
                .containsExactly(
                        "TRIGGER is not known to the embedded queue manager; DISPLAY QLOCAL goes on without it.");
    }
}
