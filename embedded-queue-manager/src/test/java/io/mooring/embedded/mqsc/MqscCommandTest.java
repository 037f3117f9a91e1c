package io.mooring.embedded.mqsc;

import static io.mooring.embedded.mqsc.MqscResult.Outcome.DONE;
import static io.mooring.embedded.mqsc.MqscResult.Outcome.FAILED;
import static io.mooring.embedded.mqsc.MqscResult.Outcome.IGNORED;
import static io.mooring.embedded.mqsc.MqscResult.Outcome.SYNTAX_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.mqi.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands that change something change, and how they refuse. */
class MqscCommandTest {
    private final FakeAdministration administration = new FakeAdministration("QM1");
    private final MqscInterpreter mqsc = new MqscInterpreter(administration);

    /** A queue of each type, some with messages or open, and a channel. */
    @BeforeEach
    void defineSomeObjects() {
        List.of(
                        "DEFINE QLOCAL(EMPTY) MAXDEPTH(7)",
                        "DEFINE QLOCAL(FULL)",
                        "DEFINE QLOCAL(OPEN)",
                        "DEFINE QALIAS(ALIAS) TARGET(EMPTY)",
                        "DEFINE QREMOTE(REMOTE) RNAME(Q) RQMNAME(QM2)",
                        "DEFINE QMODEL(MODEL)",
                        "DEFINE CHANNEL(APP) CHLTYPE(SVRCONN) MAXINST(3)")
                .forEach(command ->
                        assertThat(mqsc.run(command).outcome()).as(command).isEqualTo(DONE));
        administration.status.put("FULL", FakeAdministration.idle("FULL", 3));
        administration.status.put(
                "OPEN", new QueueStatus("OPEN", 0, 1, 0, 0, Optional.empty(), Optional.empty(), Optional.empty()));
        administration.calls.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DEFINE QLOCAL(NEW)                            | AMQ8006I: IBM MQ queue created.   | define NEW",
                "def ql(new)                                   | AMQ8006I: IBM MQ queue created.   | define NEW",
                "DEF QA(NEW) TARGQ(EMPTY)                      | AMQ8006I: IBM MQ queue created.   | define NEW",
                "DEF QR(NEW) RNAME('x') RQMNAME(QM2)           | AMQ8006I: IBM MQ queue created.   | define NEW",
                "DEF QM(NEW) DEFTYPE(PERMDYN)                  | AMQ8006I: IBM MQ queue created.   | define NEW",
                "DEF QL ('lower.Case')                         | AMQ8006I: IBM MQ queue created.   | define lower.Case",
                "DEFINE QLOCAL(EMPTY) REPLACE                  | AMQ8006I: IBM MQ queue created.   | define EMPTY",
                "ALTER QLOCAL(EMPTY) MAXDEPTH(9) FORCE         | AMQ8008I: IBM MQ queue changed.   | alter EMPTY",
                "ALT QA(ALIAS),TARGET(FULL)                    | AMQ8008I: IBM MQ queue changed.   | alter ALIAS",
                "DELETE QLOCAL(EMPTY)                          | AMQ8007I: IBM MQ queue deleted.   | delete EMPTY",
                "DEL QL(FULL) PURGE                            | AMQ8007I: IBM MQ queue deleted.   | delete FULL purge",
                "DELETE QM(MODEL)                              | AMQ8007I: IBM MQ queue deleted.   | delete MODEL",
                "CLEAR QL(FULL)                                | AMQ8022I: IBM MQ queue cleared.   | clear FULL",
                "DEF CHL(NEW) CHLTYPE(SVRCONN) TRPTYPE(TCP)    | AMQ8014I: IBM MQ channel created. | define NEW",
                "DEF CHL(APP) CHLTYPE(SVRCONN) REPLACE         | AMQ8014I: IBM MQ channel created. | define APP",
                "ALTER CHANNEL(APP) CHLTYPE(SVRCONN) HBINT(5)  | AMQ8016I: IBM MQ channel changed. | alter APP",
                "ALTER CHANNEL(APP) SSLCAUTH(OPTIONAL)         | AMQ8016I: IBM MQ channel changed. | alter APP",
                "DELETE CHANNEL(APP)                           | AMQ8015I: IBM MQ channel deleted. | delete APP",
                "START CHANNEL(APP)                            | AMQ8018I: Start IBM MQ channel accepted. | start APP",
                "STOP CHANNEL(APP)                             | AMQ8019I: Stop IBM MQ channel accepted.  | stop APP QUIESCE",
                "STOP CHL(APP) MODE(FORCE) STATUS(STOPPED)     | AMQ8019I: Stop IBM MQ channel accepted.  | stop APP FORCE",
                "STOP CHL(APP) MODE(TERMINATE)                 | AMQ8019I: Stop IBM MQ channel accepted.  | stop APP TERMINATE",
                "ALTER QMGR DEADQ(FULL)                        | AMQ8005I: IBM MQ queue manager changed.  | alter qmgr",
                "ALTER QMGR FORCE MAXUMSGS(5)                  | AMQ8005I: IBM MQ queue manager changed.  | alter qmgr",
            })
    void aCommandIsCarriedOutInOneStep(String command, String answer, String call) {
        MqscResult result = mqsc.run(command);

        assertThat(result.lines()).containsExactly(answer);
        assertThat(result.outcome()).isEqualTo(DONE);
        assertThat(result.warnings()).isEmpty();
        assertThat(administration.calls).containsExactly(call);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "DEFINE QLOCAL(EMPTY)               | AMQ8150E: IBM MQ object already exists.",
                "DEFINE QLOCAL(EMPTY) NOREPLACE     | AMQ8150E: IBM MQ object already exists.",
                "DEFINE QALIAS(EMPTY) REPLACE       | AMQ8151E: IBM MQ object has different type.",
                "DEFINE QLOCAL(NEW) LIKE(NOWHERE)   | AMQ8147E: IBM MQ object NOWHERE not found.",
                "DEFINE QLOCAL(NEW) LIKE(ALIAS)     | AMQ8152E: Source IBM MQ object has different type.",
                "ALTER QLOCAL(NOWHERE) PUT(ENABLED) | AMQ8147E: IBM MQ object NOWHERE not found.",
                "ALTER QLOCAL(ALIAS) PUT(ENABLED)   | AMQ8147E: IBM MQ object ALIAS not found.",
                "DELETE QLOCAL(NOWHERE)             | AMQ8147E: IBM MQ object NOWHERE not found.",
                "DELETE QALIAS(FULL)                | AMQ8147E: IBM MQ object FULL not found.",
                "DELETE QLOCAL(FULL)                | AMQ8143E: IBM MQ queue not empty.",
                "DELETE QLOCAL(FULL) NOPURGE        | AMQ8143E: IBM MQ queue not empty.",
                "DELETE QLOCAL(OPEN)                | AMQ8148E: IBM MQ object in use.",
                "CLEAR QLOCAL(OPEN)                 | AMQ8148E: IBM MQ object in use.",
                "CLEAR QLOCAL(ALIAS)                | AMQ8147E: IBM MQ object ALIAS not found.",
                "DEFINE CHANNEL(APP) CHLTYPE(SVRCONN)           | AMQ8226E: IBM MQ channel already exists.",
                "DEFINE CHANNEL(NEW) CHLTYPE(SVRCONN) LIKE(NO)  | AMQ8227E: Channel NO not found.",
                "DEFINE CHANNEL(NEW) CHLTYPE(SDR) XMITQ(X)      | AMQ8425E: Attribute value error.",
                "ALTER CHANNEL(APP) CHLTYPE(RCVR)               | AMQ8425E: Attribute value error.",
                "ALTER CHANNEL(NOWHERE) HBINT(1)                | AMQ8227E: Channel NOWHERE not found.",
                "DELETE CHANNEL(NOWHERE)                        | AMQ8227E: Channel NOWHERE not found.",
                "START CHANNEL(NOWHERE)                         | AMQ8227E: Channel NOWHERE not found.",
                "STOP CHANNEL(NOWHERE)                          | AMQ8227E: Channel NOWHERE not found.",
                "STOP CHANNEL(APP) CONNAME('10.0.0.1')          | AMQ8101S: IBM MQ error (STOP CHANNEL CONNAME) has occurred.",
                "SUSPEND QMGR                                   | AMQ8147E: IBM MQ object CLUSTER not found.",
                "RESUME QMGR CLUSTER(C)                         | AMQ8147E: IBM MQ object C not found.",
                "DEFINE TOPIC(T) TOPICSTR('a/b')                | AMQ8101S: IBM MQ error (DEFINE TOPIC) has occurred.",
                "DEFINE SUB(S)                                  | AMQ8101S: IBM MQ error (DEFINE SUB) has occurred.",
                "PUBLISH TOPIC(T)                               | AMQ8101S: IBM MQ error (PUBLISH TOPIC) has occurred.",
                "DISPLAY CONN(*) TYPE(HANDLE)                   | AMQ8101S: IBM MQ error (DISPLAY CONN TYPE) has occurred.",
            })
    void aRefusedCommandChangesNothing(String command, String firstLine) {
        String before = administration.state();

        MqscResult result = mqsc.run(command);

        assertThat(result.lines()).hasSize(2).first().isEqualTo(firstLine);
        assertThat(result.lines().get(1))
                .as("a sentence that explains")
                .startsWith("   ")
                .hasSizeGreaterThan(10);
        assertThat(result.outcome()).isEqualTo(FAILED);
        assertThat(result.ok()).isFalse();
        assertThat(administration.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "FROBNICATE QLOCAL(A)                    | AMQ8405I | FROBNICATE | FROBNICATE is not an MQSC command",
                "DEFINE                                  | AMQ8405I | DEFINE | DEFINE needs an object",
                "DEFINE(X) QLOCAL(A)                     | AMQ8405I | DEFINE(X) | takes no value",
                "DEFINE QPLANET(A)                       | AMQ8405I | DEFINE QPLANET(A) | not an MQSC command that is known",
                "CLEAR QALIAS(A)                         | AMQ8405I | CLEAR QALIAS(A) | not an MQSC command that is known",
                "DEFINE QLOCAL                           | AMQ8405I | DEFINE QLOCAL | takes one value",
                "DEFINE QLOCAL(A B)                      | AMQ8405I | DEFINE QLOCAL(A B) | takes one value",
                "DEFINE QLOCAL(A                         | AMQ8405I | DEFINE QLOCAL(A | closing parenthesis of QLOCAL( is missing",
                "DEFINE QLOCAL()                         | AMQ8405I | DEFINE QLOCAL() | no value",
                "DEFINE QLOCAL(A(B))                     | AMQ8405I | DEFINE QLOCAL(A( | quote the value",
                "DEFINE QLOCAL(A) DESCR(B')              | AMQ8405I | DEFINE QLOCAL(A) DESCR(B' | quote within the value",
                "DEFINE QLOCAL(A) DESCR('B)              | AMQ8405I | DEFINE QLOCAL(A) DESCR('B) | not closed",
                "DEFINE QLOCAL(A) DESCR('B'C)            | AMQ8405I | DEFINE QLOCAL(A) DESCR('B'C | After the closing quote",
                "DEFINE QLOCAL(A) 'B'                    | AMQ8405I | DEFINE QLOCAL(A) ' | where a keyword should",
                "DEFINE QLOCAL(A) MAXDEPTH               | AMQ8405I | DEFINE QLOCAL(A) MAXDEPTH | takes one value",
                "DEFINE QLOCAL(A) SHARE(YES)             | AMQ8405I | DEFINE QLOCAL(A) SHARE(YES) | takes no value",
                "DEFINE QLOCAL(A) REPLACE(YES)           | AMQ8405I | DEFINE QLOCAL(A) REPLACE(YES) | takes no value",
                "DEFINE QLOCAL(A) CURDEPTH(5)            | AMQ8405I | DEFINE QLOCAL(A) CURDEPTH(5) | cannot be set",
                "DEFINE QLOCAL(A) DEFTYPE(TEMPDYN)       | AMQ8405I | DEFINE QLOCAL(A) DEFTYPE(TEMPDYN) | cannot be set",
                "DEFINE QALIAS(A) MAXDEPTH(5)            | AMQ8405I | DEFINE QALIAS(A) MAXDEPTH(5) | cannot be set",
                "ALTER QMGR(QM1)                         | AMQ8405I | ALTER QMGR(QM1) | takes no value",
                "ALTER QMGR QMID(X)                      | AMQ8405I | ALTER QMGR QMID(X) | cannot be set",
                "DISPLAY QLOCAL(EMPTY) MAXDEPTH(5)       | AMQ8405I | DISPLAY QLOCAL(EMPTY) MAXDEPTH(5) | takes no value",
                "DEFINE QLOCAL(A) DESCR(A) DESCR(B)      | AMQ8411E | DEFINE QLOCAL(A) DESCR(A) DESCR(B) | given twice",
                "DEFINE QLOCAL(A) SHARE NOSHARE          | AMQ8411E | DEFINE QLOCAL(A) SHARE NOSHARE | opposite",
                "DEFINE QLOCAL(A) REPLACE NOREPLACE      | AMQ8411E | DEFINE QLOCAL(A) REPLACE NOREPLACE | opposite",
                "DEFINE QALIAS(A) TARGET(B) TARGQ(C)     | AMQ8411E | DEFINE QALIAS(A) TARGET(B) TARGQ(C) | given twice",
                "DEFINE QLOCAL(A) MAXDEPTH(1000000000)   | AMQ8412E | DEFINE QLOCAL(A) MAXDEPTH(1000000000) | 0 to 999999999",
                "DEFINE QLOCAL(A) MAXDEPTH(99999999999)  | AMQ8412E | DEFINE QLOCAL(A) MAXDEPTH(99999999999) | MAXDEPTH is",
                "DEFINE QLOCAL(A) MAXDEPTH(-1)           | AMQ8412E | DEFINE QLOCAL(A) MAXDEPTH(-1) | MAXDEPTH is -1",
                "DEFINE QLOCAL(A) MAXDEPTH(MANY)         | AMQ8425E | DEFINE QLOCAL(A) MAXDEPTH(MANY) | takes a number",
                "DEFINE QLOCAL(A) PUT(MAYBE)             | AMQ8425E | DEFINE QLOCAL(A) PUT(MAYBE) | ENABLED, DISABLED",
                "DEFINE QMODEL(A) DEFTYPE(PREDEFINED)    | AMQ8425E | DEFINE QMODEL(A) DEFTYPE(PREDEFINED) | PERMDYN, TEMPDYN",
                "DEFINE QLOCAL(A) BOQNAME('B C')         | AMQ8424E | DEFINE QLOCAL(A) BOQNAME('B C') | not a valid name",
                "DEFINE QLOCAL(A*)                       | AMQ8424E | DEFINE QLOCAL(A*) | asterisk",
                "DEFINE QLOCAL(' ')                      | AMQ8424E | DEFINE QLOCAL(' ') | cannot be the name",
                "DISPLAY QLOCAL(A*B)                     | AMQ8424E | DISPLAY QLOCAL(A*B) | cannot be the name",
                "DEFINE QLOCAL(A) LIKE(B*)               | AMQ8424E | DEFINE QLOCAL(A) LIKE(B*) | asterisk",
                "DEFINE CHANNEL(ABCDEFGHIJKLMNOPQRSTU) CHLTYPE(SVRCONN) | AMQ8424E | DEFINE CHANNEL(ABCDEFGHIJKLMNOPQRSTU) | at most 20",
                "DEFINE CHANNEL(A)                       | AMQ8421E | DEFINE CHANNEL(A) | CHLTYPE(SVRCONN)",
                "DEFINE CHANNEL(A) CHLTYPE(X)            | AMQ8425E | DEFINE CHANNEL(A) CHLTYPE(X) | SVRCONN",
                "DEFINE CHANNEL(A) CHLTYPE(SVRCONN) TRPTYPE(LU62) | AMQ8425E | DEFINE CHANNEL(A) CHLTYPE(SVRCONN) TRPTYPE(LU62) | TCP",
                "STOP CHANNEL(APP) MODE(GENTLY)          | AMQ8425E | STOP CHANNEL(APP) MODE(GENTLY) | QUIESCE",
                "STOP CHANNEL(APP) STATUS(RUNNING)       | AMQ8425E | STOP CHANNEL(APP) STATUS(RUNNING) | INACTIVE",
            })
    void aCommandThatIsNotValidIsShownUpToTheMistakeAndChangesNothing(
            String command, String number, String segment, String explanation) {
        String before = administration.state();

        MqscResult result = mqsc.run(command);

        assertThat(result.outcome()).isEqualTo(SYNTAX_ERROR);
        assertThat(result.lines().get(0)).startsWith(number + ": ");
        assertThat(result.lines())
                .contains("AMQ8405I: Syntax error detected at or near end of command segment below:-", segment)
                .last()
                .asString()
                .startsWith("   Line 1: ")
                .contains(explanation);
        assertThat(administration.calls).isEmpty();
        assertThat(administration.state()).isEqualTo(before);
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        MqscResult result = mqsc.run("ALTER QLOCAL(EMPTY) DESCR('" + "x".repeat(65) + "')");

        assertThat(result.lines().get(0)).isEqualTo("AMQ8413E: String Length Error.");
        assertThat(result.lines()).last().asString().contains("DESCR has 65 characters; it takes at most 64");
    }

    @Test
    void unquotedValuesAreFoldedToUpperCaseAndQuotedOnesAreKept() {
        mqsc.run("define qlocal(new) descr('it''s (mine), yes') boqname(back.out) put(disabled) noshare");

        QueueDefinition queue = administration.queue("NEW");
        assertThat(queue.text(QueueAttributes.DESCR)).isEqualTo("it's (mine), yes");
        assertThat(queue.text(QueueAttributes.BOQNAME)).isEqualTo("BACK.OUT");
        assertThat(queue.number(QueueAttributes.PUT)).isEqualTo(1);
        assertThat(queue.number(QueueAttributes.SHARE)).isZero();
    }

    @Test
    void attributesThatAreNotKnownAreNamedAndTheRestIsDone() {
        MqscResult result = mqsc.run("ALTER QLOCAL(EMPTY) TRIGTYPE(FIRST) MAXDEPTH(8) TRIGGER NAMES(A,'b') ");

        assertThat(result.outcome()).isEqualTo(DONE);
        assertThat(result.warnings())
                .containsExactly(
                        "TRIGTYPE is not known to the embedded queue manager; ALTER QLOCAL goes on without it.",
                        "TRIGGER is not known to the embedded queue manager; ALTER QLOCAL goes on without it.",
                        "NAMES is not known to the embedded queue manager; ALTER QLOCAL goes on without it.");
        assertThat(administration.queue("EMPTY").number(QueueAttributes.MAXDEPTH))
                .isEqualTo(8);
    }

    @Test
    void alterChangesOnlyWhatItNames() {
        mqsc.run("ALTER QLOCAL(EMPTY) DESCR('x')");

        assertThat(administration.queue("EMPTY").number(QueueAttributes.MAXDEPTH))
                .isEqualTo(7);
    }

    @Test
    void replaceGoesBackToTheDefaults() {
        mqsc.run("DEFINE QLOCAL(EMPTY) REPLACE DESCR('x')");

        assertThat(administration.queue("EMPTY").number(QueueAttributes.MAXDEPTH))
                .isEqualTo(5000);
    }

    @Test
    void likeCopiesWhatTheCommandDoesNotName() {
        mqsc.run("DEFINE QLOCAL(NEW) LIKE(EMPTY) DESCR('copy')");
        mqsc.run("DEFINE CHANNEL(NEW) CHLTYPE(SVRCONN) LIKE(APP) HBINT(1)");

        assertThat(administration.queue("NEW").number(QueueAttributes.MAXDEPTH)).isEqualTo(7);
        assertThat(administration.queue("NEW").text(QueueAttributes.DESCR)).isEqualTo("copy");
        assertThat(administration.channel("NEW").number(ChannelAttributes.MAXINST))
                .isEqualTo(3);
    }

    @Test
    void aQueueThatIsDefinedLikeADynamicOneIsPredefined() {
        administration.queues.put("DYN", QueueDefinition.local("DYN").with(QueueAttributes.DEFTYPE, 3));

        mqsc.run("DEFINE QLOCAL(NEW) LIKE(DYN)");

        assertThat(administration.queue("NEW").number(QueueAttributes.DEFTYPE)).isEqualTo(1);
    }

    @Test
    void theDefaultObjectsSayWhatANewObjectHas() {
        mqsc.run("DEFINE QLOCAL(SYSTEM.DEFAULT.LOCAL.QUEUE) MAXDEPTH(11)");
        mqsc.run("DEFINE CHANNEL(SYSTEM.DEF.SVRCONN) CHLTYPE(SVRCONN) MAXINST(12)");
        mqsc.run("DEFINE QLOCAL(NEW)");
        mqsc.run("DEFINE QMODEL(NEWMODEL)");
        mqsc.run("DEFINE CHANNEL(NEW) CHLTYPE(SVRCONN)");

        assertThat(administration.queue("NEW").number(QueueAttributes.MAXDEPTH)).isEqualTo(11);
        assertThat(administration.queue("NEWMODEL").values())
                .isEqualTo(QueueDefinition.model("M").values());
        assertThat(administration.channel("NEW").number(ChannelAttributes.MAXINST))
                .isEqualTo(12);
    }

    @Test
    void stoppingToInactiveLetsClientsConnectAgain() {
        assertThat(mqsc.run("STOP CHANNEL(APP) MODE(FORCE) STATUS(INACTIVE)").ok())
                .isTrue();

        assertThat(administration.calls).containsExactly("stop APP FORCE", "start APP");
        assertThat(administration.stoppedChannels).isEmpty();
    }

    @Test
    void theQueueManagerIsSuspendedAndResumedInItsCluster() {
        administration.members.add(new ClusterMember("QM1", "ID", "CLUS", "localhost(1)", false));

        assertThat(mqsc.run("SUSPEND QMGR CLUSTER(CLUS) MODE(FORCE)").lines())
                .containsExactly("AMQ8557I: SUSPEND QUEUE MANAGER accepted.");
        assertThat(mqsc.run("RESUME QMGR").lines()).containsExactly("AMQ8556I: RESUME QUEUE MANAGER accepted.");
        assertThat(administration.calls).containsExactly("suspend", "resume");
        assertThat(mqsc.run("SUSPEND QMGR CLUSTER(OTHER)").lines())
                .containsExactly("AMQ8147E: IBM MQ object OTHER not found.", "   QM1 is in the cluster CLUS.");
    }

    @Test
    void alterQmgrChangesTheQueueManager() {
        mqsc.run("ALTER QMGR DEADQ(DLQ) CHLAUTH(DISABLED)");

        assertThat(administration.attributes.text(QueueManagerAttributes.DEADQ)).isEqualTo("DLQ");
        assertThat(administration.attributes.set()).hasSize(1);
    }

    @Test
    void pingAnswersWhileTheQueueManagerRuns() {
        assertThat(mqsc.run("PING QMGR").lines())
                .containsExactly("AMQ8415I: Ping IBM MQ Queue Manager command complete.");
        administration.running = false;
        assertThat(mqsc.run("PING QMGR").lines())
                .containsExactly(
                        "AMQ8146E: IBM MQ queue manager not available.", "   QM1 does not run; strmqm starts it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET AUTHREC OBJTYPE(QMGR) PRINCIPAL('app') AUTHADD(ALL)",
                "SET CHLAUTH('*') TYPE(BLOCKUSER) USERLIST('nobody')",
                "REFRESH SECURITY TYPE(CONNAUTH)",
                "REFRESH SECURITY(*)",
                "DEFINE LISTENER(L) TRPTYPE(TCP) PORT(1414) CONTROL(QMGR) REPLACE",
                "STA LSTR(L)",
                "ALTER AUTHINFO(SYSTEM.DEFAULT.AUTHINFO.IDPWOS) AUTHTYPE(IDPWOS) CHCKCLNT(OPTIONAL)",
                "DISPLAY QMSTATUS",
                "DELETE PROCESS(P)",
                "STOP CONN(1)",
            })
    void commandsThatMeanNothingHereAreNamedAsIgnored(String command) {
        MqscResult result = mqsc.run(command);

        assertThat(result.outcome()).isEqualTo(IGNORED);
        assertThat(result.ok()).isTrue();
        assertThat(result.lines()).isEmpty();
        assertThat(result.warnings())
                .singleElement()
                .asString()
                .endsWith(" is ignored: it means nothing to the embedded queue manager.");
        assertThat(administration.calls).isEmpty();
    }

    @Test
    void anIgnoredCommandIsStillRead() {
        assertThat(mqsc.run("SET CHLAUTH('*' TYPE(BLOCKUSER)").outcome()).isEqualTo(SYNTAX_ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PCF_CHANNEL_NOT_ACTIVE | AMQ9533W: Channel 'APP' is not currently active.",
                "PCF_CHL_STATUS_NOT_FOUND | AMQ8420I: Channel Status not found.",
                "Q_MGR_NOT_AVAILABLE | AMQ8146E: IBM MQ queue manager not available.",
                "UNKNOWN_OBJECT_NAME | AMQ8147E: IBM MQ object APP not found.",
                "PCF_ATTR_VALUE_ERROR | AMQ8101S: IBM MQ error (4005 (MQRCCF_ATTR_VALUE_ERROR)) has occurred.",
            })
    void aRefusalKeepsItsReasonAndItsSentence(Reason reason, String firstLine) {
        administration.refusal = Optional.of(reason);

        assertThat(mqsc.run("STOP CHANNEL(APP)").lines()).containsExactly(firstLine, "   refused on purpose");
    }

    @Test
    void runTakesOneCommand() {
        assertThat(mqsc.run(" \n* nothing\n").lines()).last().asString().contains("There is no command.");
        assertThat(mqsc.run("PING QMGR; PING QMGR").lines()).last().asString().contains("more than one command");
        assertThat(mqsc.run(",").lines()).last().asString().contains("There is no command; begin with a verb");
        assertThat(mqsc.run("PING +\n QMGR;").ok()).isTrue();
    }
}
