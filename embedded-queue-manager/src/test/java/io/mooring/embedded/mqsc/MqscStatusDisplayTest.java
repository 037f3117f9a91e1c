package io.mooring.embedded.mqsc;

import org.junit.jupiter.api.Test;

/** What DISPLAY of status, channels, connections and queue managers answers, line by line. */
class MqscStatusDisplayTest {
    private final QueueManagerInUse inUse = new QueueManagerInUse();

    @Test
    void queueStatusTellsWhatIsOnAQueue() {
        inUse.assertAnswer("DISPLAY QSTATUS(Q2) TYPE(QUEUE)", """
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(QUEUE)
           CURDEPTH(3)                             IPPROCS(1)
           LGETDATE( )                             LGETTIME( )
           LPUTDATE(2026-03-04)                    LPUTTIME(12.05.06)
           MSGAGE(90)                              OPPROCS(2)
           UNCOM(4)
        """);
        inUse.assertAnswer("DIS QS(*) WHERE(MSGAGE LT 100) UNCOM", """
        AMQ8450I: Display queue status details.
           QUEUE(Q2)                               TYPE(QUEUE)
           CURDEPTH(3)                             MSGAGE(90)
           UNCOM(4)
        """);
        inUse.assertAnswer("DIS QS(Q1) UNCOM", """
        AMQ8450I: Display queue status details.
           QUEUE(Q1)                               TYPE(QUEUE)
           CURDEPTH(0)                             UNCOM(NO)
        """);
    }

    @Test
    void queueStatusTellsWhoHasAQueueOpen() {
        inUse.assertAnswer("DISPLAY QSTATUS(Q2) TYPE(HANDLE)", """
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
        inUse.assertAnswer("DISPLAY CHANNEL(APP.SVRCONN)", """
        AMQ8414I: Display Channel details.
           CHANNEL(APP.SVRCONN)                    CHLTYPE(SVRCONN)
           CERTLABL( )                             DESCR( )
           HBINT(300)                              MAXINST(999999999)
           MAXINSTC(999999999)                     MAXMSGL(104857600)
           MCAUSER(app)                            SHARECNV(10)
           SSLCAUTH(REQUIRED)                      SSLCIPH( )
           SSLPEER( )                              TRPTYPE(TCP)
        """);
        inUse.assertAnswer("DIS CHL(*) CHLTYPE(SVRCONN) WHERE(MCAUSER EQ ' ')", """
        AMQ8414I: Display Channel details.
           CHANNEL(OTHER)                          CHLTYPE(SVRCONN)
           MCAUSER( )
        """);
    }

    @Test
    void channelStatusTellsOfInstancesAndOfStoppedChannels() {
        inUse.assertAnswer("DISPLAY CHSTATUS(*)", """
        AMQ8417I: Display Channel Status details.
           CHANNEL(APP.SVRCONN)                    CHLTYPE(SVRCONN)
           CONNAME(10.0.0.7)                       CURRENT
           STATUS(RUNNING)                         SUBSTATE(RECEIVE)
        """);
        inUse.mqsc.run("STOP CHANNEL(APP.SVRCONN)");
        inUse.mqsc.run("STOP CHANNEL(OTHER)");
        inUse.assertAnswer("DISPLAY CHSTATUS(*)", """
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
        inUse.assertAnswer("DISPLAY CHSTATUS(APP*) CONNAME('10.0.0.7') ALL", """
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
        inUse.assertAnswer("DISPLAY CONN(*) WHERE(APPLTAG EQ 'order-intake')", """
        AMQ8276I: Display Connection details.
           CONN(6147BA6800DD0740)
           EXTCONN(414D5143514D31202020202020202020)
           TYPE(CONN)                              APPLTAG(order-intake)
        """);
        inUse.assertAnswer("DIS CONN(6147ba6800dd0741) TYPE(CONN) ALL", """
        AMQ8276I: Display Connection details.
           CONN(6147BA6800DD0741)
           EXTCONN(414D5143514D31202020202020202020)
           TYPE(CONN)                              APPLTAG(audit)
           CHANNEL(OTHER)                          CONNAME(10.0.0.8)
           CONNOPTS(MQCNO_NONE)                    UOWSTATE(ACTIVE)
           USERID(audit)
        """);
        inUse.assertAnswer("DIS CONN(*) WHERE(CHANNEL LK APP*) CONNOPTS UOWSTATE", """
        AMQ8276I: Display Connection details.
           CONN(6147BA6800DD0740)
           EXTCONN(414D5143514D31202020202020202020)
           TYPE(CONN)                              CHANNEL(APP.SVRCONN)
           CONNOPTS(MQCNO_RECONNECT)               UOWSTATE(NONE)
        """);
    }

    @Test
    void theQueueManagerIsDisplayed() {
        inUse.assertAnswer("DISPLAY QMGR", """
        AMQ8408I: Display Queue Manager details.
           QMNAME(QM1)                             CCSID(819)
           CLWLUSEQ(LOCAL)                         DEADQ( )
           DEFXMITQ( )                             DESCR( )
           MAXHANDS(256)                           MAXMSGL(104857600)
           MAXUMSGS(10000)                         QMID(QM1_2026-01-02_03.04.05)
        """);
        inUse.assertAnswer("DIS QMGR DEADQ", """
        AMQ8408I: Display Queue Manager details.
           QMNAME(QM1)                             DEADQ( )
        """);
    }

    @Test
    void theQueueManagersOfTheClusterAreDisplayed() {
        inUse.assertAnswer("DISPLAY CLUSQMGR(*) CLUSTER(CLUS) SUSPEND", """
        AMQ8441I: Display Cluster Queue Manager details.
           CLUSQMGR(QM1)                           CLUSTER(CLUS)
           SUSPEND(NO)
        AMQ8441I: Display Cluster Queue Manager details.
           CLUSQMGR(QM2)                           CLUSTER(CLUS)
           SUSPEND(YES)
        """);
        inUse.assertAnswer("DIS CLUSQMGR(QM2)", """
        AMQ8441I: Display Cluster Queue Manager details.
           CLUSQMGR(QM2)                           CLUSTER(CLUS)
           CONNAME(localhost(1415))                QMID(QM2_ID)
           SUSPEND(YES)
        """);
    }
}
