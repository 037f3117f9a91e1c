package io.mooring.embedded.mqsc;

import static io.mooring.embedded.mqsc.MqscResult.Outcome.DONE;
import static io.mooring.embedded.mqsc.MqscResult.Outcome.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.OpenOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DISPLAY answers, line by line as runmqsc lays it out. */
class MqscDisplayTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:05:06Z");

  private final FakeAdministration administration = new FakeAdministration("QM1");
  private final MqscInterpreter mqsc = new MqscInterpreter(administration, ZoneOffset.UTC);

  @BeforeEach
  void defineSomeObjects() {
    List.of(
            "DEFINE QLOCAL(Q1) DESCR('first') NOSHARE CLUSTER(CLUS)",
            "DEFINE QLOCAL(Q2) MAXDEPTH(10)",
            "DEFINE QALIAS(A.FOR.Q1) TARGET(Q1)",
            "DEFINE QREMOTE(R1) RNAME(Q9) RQMNAME(QM2)",
            "DEFINE QMODEL(M1)",
            "DEFINE CHANNEL(APP.SVRCONN) CHLTYPE(SVRCONN) MCAUSER('app')",
            "DEFINE CHANNEL(OTHER) CHLTYPE(SVRCONN)")
        .forEach(command -> assertThat(mqsc.run(command).outcome()).as(command).isEqualTo(DONE));
    administration.status.put(
        "Q2",
        new QueueStatus("Q2", 3, 1, 2, 4, Optional.of(NOON), Optional.empty(), Optional.of(Duration.ofSeconds(90))));
    ConnectionStatus connection =
        new ConnectionStatus(
            Byte24.of(0x414D5143514D3120L, 0x2020202020202020L, 0x6147BA6800DD0740L),
            "order-intake",
            "app",
            "APP.SVRCONN",
            "10.0.0.7",
            "MQJM09040500",
            true,
            false,
            NOON);
    ConnectionStatus another =
        new ConnectionStatus(
            Byte24.of(0x414D5143514D3120L, 0x2020202020202020L, 0x6147BA6800DD0741L),
            "audit",
            "audit",
            "OTHER",
            "10.0.0.8",
            "MQJB09040500",
            false,
            true,
            NOON);
    administration.connections.addAll(List.of(connection, another));
    administration.handles.add(new HandleStatus("Q2", connection, OpenOptions.INPUT_SHARED | OpenOptions.BROWSE));
    administration.handles.add(new HandleStatus("Q2", another, OpenOptions.INPUT_EXCLUSIVE | OpenOptions.INQUIRE));
    administration.handles.add(new HandleStatus("Q2", another, OpenOptions.OUTPUT | OpenOptions.SET));
    administration.instances.add(
        new ChannelStatus("APP.SVRCONN", "10.0.0.7", "app", 2, 10, 17, 1000, 2000, "MQJM09040500", "", NOON));
    administration.members.add(new ClusterMember("QM1", "QM1_ID", "CLUS", "localhost(1414)", false));
    administration.members.add(new ClusterMember("QM2", "QM2_ID", "CLUS", "localhost(1415)", true));
  }

  private void assertAnswer(String command, String expected) {
    MqscResult result = mqsc.run(command);
    assertThat(String.join("\n", result.lines()) + "\n").isEqualTo(expected);
    assertThat(result.outcome()).isEqualTo(DONE);
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void aQueueWithoutAWishIsDisplayedWhole() {
    assertAnswer(
        "DISPLAY QLOCAL(Q1)",
        """
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
    assertAnswer(
        "dis q(*)",
        """
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
    assertAnswer(
        "DIS QL(Q2) CURDEPTH IPPROCS OPPROCS",
        """
        AMQ8409I: Display Queue details.
           QUEUE(Q2)                               TYPE(QLOCAL)
           CURDEPTH(3)                             IPPROCS(1)
           OPPROCS(2)
        """);
    assertAnswer(
        "DIS QUEUE(Q*) MAXDEPTH SHARE",
        """
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
    mqsc.run("DEFINE QLOCAL(A.QUEUE.WITH.A.NAME.THAT.TAKES.FORTY.EIGHT.CHARS) DESCR('A description that is long')");

    assertAnswer(
        "DIS QL(A.QUEUE*) BOTHRESH DESCR MAXDEPTH",
        """
        AMQ8409I: Display Queue details.
           QUEUE(A.QUEUE.WITH.A.NAME.THAT.TAKES.FORTY.EIGHT.CHARS)
           TYPE(QLOCAL)                            BOTHRESH(0)
           DESCR(A description that is long)       MAXDEPTH(5000)
        """);
    mqsc.run("ALTER QLOCAL(Q1) DESCR('A description that is longer than a column')");
    assertAnswer(
        "DIS QL(Q1) BOTHRESH DESCR MAXDEPTH",
        """
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
    MqscResult result = mqsc.run(command);

    assertThat(result.outcome()).isEqualTo(DONE);
    assertThat(result.lines().stream().filter(line -> line.startsWith("   QUEUE(")))
        .singleElement()
        .asString()
        .startsWith("   QUEUE(" + queue + ")");
  }

  @Test
  void theAttributeOfTheConditionIsDisplayedToo() {
    assertAnswer(
        "DISPLAY QLOCAL(*) WHERE(MAXDEPTH EQ 10) CURDEPTH",
        """
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
    MqscResult result = mqsc.run(command);

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
    MqscResult result = mqsc.run(command);

    assertThat(result.outcome()).isEqualTo(FAILED);
    assertThat(result.lines()).hasSize(2).first().isEqualTo(firstLine);
  }

  @Test
  void attributesThatAreNotKnownAreNamedAndTheRestIsDisplayed() {
    MqscResult result = mqsc.run("DISPLAY QLOCAL(Q1) TRIGGER CURDEPTH");

    assertThat(result.lines())
        .containsExactly(
            "AMQ8409I: Display Queue details.",
            "   QUEUE(Q1)                               TYPE(QLOCAL)",
            "   CURDEPTH(0)");
    assertThat(result.warnings())
        .containsExactly("TRIGGER is not known to the embedded queue manager; DISPLAY QLOCAL goes on without it.");
  }

  @Test
  void queueStatusTellsWhatIsOnAQueue() {
    assertAnswer(
        "DISPLAY QSTATUS(Q2) TYPE(QUEUE)",
        """
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(QUEUE)
           CURDEPTH(3)                             IPPROCS(1)
           LGETDATE( )                             LGETTIME( )
           LPUTDATE(2026-03-04)                    LPUTTIME(12.05.06)
           MSGAGE(90)                              OPPROCS(2)
           UNCOM(4)
        """);
    assertAnswer(
        "DIS QS(*) WHERE(MSGAGE LT 100) UNCOM",
        """
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(QUEUE)
           CURDEPTH(3)                             MSGAGE(90)
           UNCOM(4)
        """);
    assertAnswer(
        "DIS QS(Q1) UNCOM",
        """
        AMQ8450I: Display queue status details.
           QUEUE(Q1)                               TYPE(QUEUE)
           CURDEPTH(0)                             UNCOM(NO)
        """);
  }

  @Test
  void queueStatusTellsWhoHasAQueueOpen() {
    assertAnswer(
        "DISPLAY QSTATUS(Q2) TYPE(HANDLE)",
        """
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(HANDLE)
           APPLTAG(order-intake)                   BROWSE(YES)
           CHANNEL(APP.SVRCONN)                    CONNAME(10.0.0.7)
           INPUT(SHARED)                           INQUIRE(NO)
           OUTPUT(NO)                              SET(NO)
           USERID(app)
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(HANDLE)
           APPLTAG(audit)                          BROWSE(NO)
           CHANNEL(OTHER)                          CONNAME(10.0.0.8)
           INPUT(EXCL)                             INQUIRE(YES)
           OUTPUT(NO)                              SET(NO)
           USERID(audit)
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(HANDLE)
           APPLTAG(audit)                          BROWSE(NO)
           CHANNEL(OTHER)                          CONNAME(10.0.0.8)
           INPUT(NO)                               INQUIRE(NO)
           OUTPUT(YES)                             SET(YES)
           USERID(audit)
        """);
  }

  @Test
  void channelsAreDisplayed() {
    assertAnswer(
        "DISPLAY CHANNEL(APP.SVRCONN)",
        """
        AMQ8414I: Display Channel details.
           CHANNEL(APP.SVRCONN)                    CHLTYPE(SVRCONN)
           CERTLABL( )                             DESCR( )
           HBINT(300)                              MAXINST(999999999)
           MAXINSTC(999999999)                     MAXMSGL(104857600)
           MCAUSER(app)                            SHARECNV(10)
           SSLCAUTH(REQUIRED)                      SSLCIPH( )
           SSLPEER( )                              TRPTYPE(TCP)
        """);
    assertAnswer(
        "DIS CHL(*) CHLTYPE(SVRCONN) WHERE(MCAUSER EQ ' ')",
        """
        AMQ8414I: Display Channel details.
           CHANNEL(OTHER)                          CHLTYPE(SVRCONN)
           MCAUSER( )
        """);
  }

  @Test
  void channelStatusTellsOfInstancesAndOfStoppedChannels() {
    assertAnswer(
        "DISPLAY CHSTATUS(*)",
        """
        AMQ8417I: Display Channel Status details.
           CHANNEL(APP.SVRCONN)                    CHLTYPE(SVRCONN)
           CONNAME(10.0.0.7)                       CURRENT
           STATUS(RUNNING)                         SUBSTATE(RECEIVE)
        """);
    mqsc.run("STOP CHANNEL(APP.SVRCONN)");
    mqsc.run("STOP CHANNEL(OTHER)");
    assertAnswer(
        "DISPLAY CHSTATUS(*)",
        """
        AMQ8417I: Display Channel Status details.
           CHANNEL(APP.SVRCONN)                    CHLTYPE(SVRCONN)
           CONNAME(10.0.0.7)                       CURRENT
           STATUS(STOPPING)                        SUBSTATE( )
        AMQ8417I: Display Channel Status details.
           CHANNEL(OTHER)                          CHLTYPE(SVRCONN)
           CONNAME( )                              CURRENT
           STATUS(STOPPED)                         SUBSTATE( )
        """);
  }

  @Test
  void channelStatusTellsAllOnRequest() {
    assertAnswer(
        "DISPLAY CHSTATUS(APP*) CONNAME('10.0.0.7') ALL",
        """
        AMQ8417I: Display Channel Status details.
           CHANNEL(APP.SVRCONN)                    CHLTYPE(SVRCONN)
           BYTSRCVD(2000)                          BYTSSENT(1000)
           CHSTADA(2026-03-04)                     CHSTATI(12.05.06)
           CONNAME(10.0.0.7)                       CURRENT
           CURSHCNV(2)                             MAXSHCNV(10)
           MCAUSER(app)                            MSGS(17)
           RPRODUCT(MQJM)                          RVERSION(09040500)
           SSLCIPH( )                              STATUS(RUNNING)
           SUBSTATE(RECEIVE)
        """);
  }

  @Test
  void connectionsAreDisplayed() {
    assertAnswer(
        "DISPLAY CONN(*) WHERE(APPLTAG EQ 'order-intake')",
        """
        AMQ8276I: Display Connection details.
           CONN(6147BA6800DD0740)
           EXTCONN(414D5143514D31202020202020202020)
           TYPE(CONN)                              APPLTAG(order-intake)
        """);
    assertAnswer(
        "DIS CONN(6147ba6800dd0741) TYPE(CONN) ALL",
        """
        AMQ8276I: Display Connection details.
           CONN(6147BA6800DD0741)
           EXTCONN(414D5143514D31202020202020202020)
           TYPE(CONN)                              APPLTAG(audit)
           CHANNEL(OTHER)                          CONNAME(10.0.0.8)
           CONNOPTS(MQCNO_NONE)                    UOWSTATE(ACTIVE)
           USERID(audit)
        """);
    assertAnswer(
        "DIS CONN(*) WHERE(CHANNEL LK APP*) CONNOPTS UOWSTATE",
        """
        AMQ8276I: Display Connection details.
           CONN(6147BA6800DD0740)
           EXTCONN(414D5143514D31202020202020202020)
           TYPE(CONN)                              CHANNEL(APP.SVRCONN)
           CONNOPTS(MQCNO_RECONNECT)               UOWSTATE(NONE)
        """);
  }

  @Test
  void theQueueManagerIsDisplayed() {
    assertAnswer(
        "DISPLAY QMGR",
        """
        AMQ8408I: Display Queue Manager details.
           QMNAME(QM1)                             CCSID(819)
           CLWLUSEQ(LOCAL)                         DEADQ( )
           DEFXMITQ( )                             DESCR( )
           MAXHANDS(256)                           MAXMSGL(104857600)
           MAXUMSGS(10000)                         QMID(QM1_2026-01-02_03.04.05)
        """);
    assertAnswer(
        "DIS QMGR DEADQ",
        """
        AMQ8408I: Display Queue Manager details.
           QMNAME(QM1)                             DEADQ( )
        """);
  }

  @Test
  void theQueueManagersOfTheClusterAreDisplayed() {
    assertAnswer(
        "DISPLAY CLUSQMGR(*) CLUSTER(CLUS) SUSPEND",
        """
        AMQ8441I: Display Cluster Queue Manager details.
           CLUSQMGR(QM1)                           CLUSTER(CLUS)
           SUSPEND(NO)
        AMQ8441I: Display Cluster Queue Manager details.
           CLUSQMGR(QM2)                           CLUSTER(CLUS)
           SUSPEND(YES)
        """);
    assertAnswer(
        "DIS CLUSQMGR(QM2)",
        """
        AMQ8441I: Display Cluster Queue Manager details.
           CLUSQMGR(QM2)                           CLUSTER(CLUS)
           CONNAME(localhost(1415))                QMID(QM2_ID)
           SUSPEND(YES)
        """);
  }
}
