package io.mooring.reason;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one table of the reason codes that an application meets: number, name, class, advice. */
final class ReasonTable {
    /** One line of the table; the name is IBM's, with its {@code MQRC_}. */
    record Row(int code, String name, ReasonClass reasonClass, String advice) {}

    /** By class; one code a line, with what to do about it, which may go on in indented lines. */
    static final String TABLE = """
            [NONE]
            0    NONE - Nothing to do: the call succeeded.
            2002 ALREADY_CONNECTED - The thread is connected already; the call used that connection.
            2049 PRIORITY_EXCEEDS_MAXIMUM - The message was put, with the highest priority that the queue manager
                 allows.
            2544 RECONNECTING - IBM's client is reconnecting; wait.
            2545 RECONNECTED - IBM's client has reconnected; units of work that were open are backed out.

            [CONNECTION_GONE]
            2009 CONNECTION_BROKEN - The link is lost; connect again. What was in flight may have taken effect.
            2059 Q_MGR_NOT_AVAILABLE - Nobody takes connections there; check that the queue manager and its listener
                 run, or connect to another.
            2162 Q_MGR_STOPPING - The queue manager is stopping at once; connect elsewhere.
            2203 CONNECTION_STOPPING - The connection is being ended at once; connect elsewhere.
            2223 Q_MGR_NOT_ACTIVE - The queue manager does not run; start it or connect to another.
            2279 CHANNEL_STOPPED_BY_USER - Somebody stopped the channel; connect elsewhere or have it started.
            2537 CHANNEL_NOT_AVAILABLE - The channel is stopped or at its limit of instances; start it, raise
                 MAXINST or MAXINSTC, or connect elsewhere.
            2538 HOST_NOT_AVAILABLE - Nothing answers at this host and port; check address, listener and firewall.
            2543 STANDBY_Q_MGR - This is the standby instance; connect to the active one.
            2601 Q_MGR_RECONNECT_REQUESTED - The queue manager asks this application to move to another one; connect
                 again.

            [QUIESCING]
            2161 Q_MGR_QUIESCING - The queue manager is going down; finish the work in hand and connect elsewhere.
            2202 CONNECTION_QUIESCING - The channel is being stopped; finish the work in hand and connect elsewhere.

            [RECONNECT_FAILED]
            2546 RECONNECT_QMID_MISMATCH - Only another queue manager could be reached, but the option binds to the
                 first; allow any queue manager or make a new connection.
            2547 RECONNECT_INCOMPATIBLE - An option of this call cannot survive a reconnection (bind on open,
                 logical order, token); drop it or the reconnect option.
            2548 RECONNECT_FAILED - The link came back, but a queue or subscription could not be opened again; check
                 that the other queue manager has it, and make a new connection.
            2555 RECONNECT_Q_MGR_REQD - This needs reconnection to the same queue manager (a durable subscription,
                 for one); use the QMGR option.
            2556 RECONNECT_TIMED_OUT - No queue manager could be reached in the time allowed; make a new connection
                 once one is back.

            [IN_DOUBT]
            2123 OUTCOME_MIXED - Some participants committed, others backed out; somebody has to compare them.
            2124 OUTCOME_PENDING - Not every participant has answered yet whether it committed; do not repeat, the
                 queue manager goes on.
            2549 CALL_INTERRUPTED - The link broke during this call; look whether the message is there before
                 putting it again.

            [BACKED_OUT]
            2003 BACKED_OUT - The unit of work was undone; run it again from its beginning.
            2297 UOW_CANCELED - The transaction manager ended the unit of work; run it again.

            [NO_MESSAGE]
            2033 NO_MSG_AVAILABLE - No message came in the time given; get again when it suits.
            2034 NO_MSG_UNDER_CURSOR - The message browsed is gone, or a reconnection reset the cursor; browse from
                 the first one again.

            [SECURITY]
            2035 NOT_AUTHORIZED - The user may not do this, or its password or channel rule was refused;
                 AMQERR01.LOG of the queue manager says which.
            2063 SECURITY_ERROR - The queue manager could not check the authority; its error log says why.
            2381 KEY_REPOSITORY_ERROR - The key store is missing, unreadable or its password is wrong; check path
                 and password.
            2393 SSL_INITIALIZATION_ERROR - TLS could not be set up; check trust store, certificate chain, and that
                 both sides name the same cipher spec.
            2396 SSL_NOT_ALLOWED - TLS is not possible on this connection; drop the cipher or use a client transport
                 that has TLS.
            2397 JSSE_ERROR - Java's TLS refused; the cause beneath tells the certificate or protocol it did not
                 like.
            2398 SSL_PEER_NAME_MISMATCH - The certificate's distinguished name does not match the peer name asked
                 for; correct one of them.
            2399 SSL_PEER_NAME_ERROR - The peer name given is not a valid pattern; correct it.
            2400 UNSUPPORTED_CIPHER_SUITE - This Java runtime does not have the cipher; take another, or switch
                 IBM's cipher mapping off.
            2401 SSL_CERTIFICATE_REVOKED - The queue manager's certificate is revoked; it needs a new one.
            2402 SSL_CERT_STORE_ERROR - None of the revocation servers could be searched; check their addresses.
            2409 SSL_KEY_RESET_ERROR - The key reset count is not valid; use 0 or a number of bytes in MQ's range.
            2577 CHANNEL_BLOCKED - A channel authentication rule blocks this address, user or queue manager; have
                 CHLAUTH looked at.
            2594 PASSWORD_PROTECTION_ERROR - The two sides do not agree on how passwords are protected; use TLS or
                 align PasswordProtection.
            2595 CSP_ERROR - User id, password or token are not given in a valid form; check their lengths.

            [CONFIGURATION]
            2001 ALIAS_BASE_Q_TYPE_ERROR - The alias points to an object that it must not point to; correct TARGET.
            2045 OPTION_NOT_VALID_FOR_TYPE - An open option does not go with this kind of queue, such as input from
                 a remote queue.
            2048 PERSISTENT_NOT_ALLOWED - This queue takes no persistent messages (a temporary dynamic one, for
                 one); put without persistence.
            2052 Q_DELETED - The queue was deleted while it was open; temporary queues go with their creator's
                 connection.
            2057 Q_TYPE_ERROR - The queue is of a type that this call does not take.
            2058 Q_MGR_NAME_ERROR - The queue manager there has another name, or no entry of the channel table fits;
                 correct the name, or put an asterisk before a group's.
            2082 UNKNOWN_ALIAS_BASE_Q - The alias points to a queue that does not exist; define that or correct
                 TARGET.
            2085 UNKNOWN_OBJECT_NAME - This queue manager has no such queue; define it there, or correct the name
                 (it is case sensitive).
            2086 UNKNOWN_OBJECT_Q_MGR - The queue manager named for this queue is not known here; leave it blank or
                 define a way to it.
            2087 UNKNOWN_REMOTE_Q_MGR - The way to the remote queue manager is not complete; check the transmission
                 queue and its definitions.
            2109 SUPPRESSED_BY_EXIT - An exit on the queue manager refused the call; ask its administrator.
            2152 OBJECT_NAME_ERROR - The name is not a valid name for this kind of object.
            2189 CLUSTER_RESOLUTION_ERROR - The cluster's repositories gave no answer about this queue; check the
                 cluster channels, then try again.
            2270 NO_DESTINATIONS_AVAILABLE - No instance of the cluster queue can be reached; check the cluster
                 channels.
            2273 CONNECTION_ERROR - The set-up of the queue manager does not allow a connection of this kind; its error
                 log says why.
            2277 CD_ERROR - A field of the channel definition is not valid; check channel name, lengths and cipher.
            2278 CLIENT_CONN_ERROR - The definition of the client connection is not complete; check channel table,
                 channel and connection name.
            2298 FUNCTION_NOT_SUPPORTED - The other side does not know this function; check its level, and that the
                 queue manager name asked for is right.
            2406 CLIENT_EXIT_LOAD_ERROR - A channel exit of the client could not be loaded; check its name and class
                 path.
            2407 CLIENT_EXIT_ERROR - A channel exit of the client failed; check it, or run without.
            2423 CLIENT_CHANNEL_CONFLICT - Channel settings come from two places; use a channel table or properties,
                 not both.
            2428 NO_SUBSCRIPTION - There is no subscription of this name; create it first.
            2495 MODULE_NOT_FOUND - A native library was not found; use the client transport, not bindings.
            2539 CHANNEL_CONFIG_ERROR - The two ends of the channel do not agree, such as TLS on one side only;
                 compare their definitions.
            2540 UNKNOWN_CHANNEL_NAME - The queue manager has no server-connection channel of this name; it is case
                 sensitive.
            2600 CCDT_URL_ERROR - The channel table cannot be read from its URL; check address and content.
            2602 BNO_ERROR - The balancing options are not valid; check type and timeout.

            [RESOURCE]
            2017 HANDLE_NOT_AVAILABLE - Too many open handles on one connection; close queues after use or raise
                 MAXHANDS.
            2024 SYNCPOINT_LIMIT_REACHED - Too many messages in one unit of work; commit more often or raise
                 MAXUMSGS.
            2025 MAX_CONNS_LIMIT_REACHED - The queue manager has as many connections as it allows; close some,
                 connect elsewhere, or raise the limit.
            2053 Q_FULL - The queue has reached MAXDEPTH; see that somebody reads it, or raise the limit.
            2056 Q_SPACE_NOT_AVAILABLE - The queue's file has no room; see that somebody reads it, or make room on
                 the disk.
            2071 STORAGE_NOT_AVAILABLE - Memory ran out for this call; look at the heap here and the memory of the
                 queue manager.
            2102 RESOURCE_PROBLEM - The queue manager lacks a resource, such as log space or files; its error log
                 says which.
            2192 STORAGE_MEDIUM_FULL - The disk or page set of the queue is full; make room.

            [INHIBITED]
            2016 GET_INHIBITED - Gets are switched off on this queue; wait, or have GET(ENABLED) set.
            2051 PUT_INHIBITED - Puts are switched off on this queue; wait, or have PUT(ENABLED) set.
            2268 CLUSTER_PUT_INHIBITED - Every instance of this cluster queue refuses puts; wait, or have one
                 enabled.

            [IN_USE]
            2042 OBJECT_IN_USE - Somebody has the queue open exclusively, or we ask for it so; try later or open it
                 shared.
            2055 Q_NOT_EMPTY - The queue still has messages or open units of work; empty it before deleting it.
            2429 SUBSCRIPTION_IN_USE - Somebody else uses this durable subscription; share it or take another name.

            [MESSAGE]
            2010 DATA_LENGTH_ERROR - The message is longer than the connection allows; raise MAXMSGL of the channel
                 or send less.
            2030 MSG_TOO_BIG_FOR_Q - The message is longer than the queue's MAXMSGL; raise it or send less.
            2031 MSG_TOO_BIG_FOR_Q_MGR - The message is longer than the queue manager's MAXMSGL; raise it or send
                 less.
            2079 TRUNCATED_MSG_ACCEPTED - The message was longer than the buffer and its rest is lost; use a larger
                 buffer.
            2080 TRUNCATED_MSG_FAILED - The message is longer than the buffer and still on the queue; get it with a
                 larger buffer.
            2110 FORMAT_ERROR - The message's format is not one that can be converted; get it without conversion or
                 correct its sender.
            2111 SOURCE_CCSID_ERROR - The character set that the message states is not valid or not supported;
                 correct its sender.
            2115 TARGET_CCSID_ERROR - The character set asked for is not supported; ask for another, such as 1208.
            2119 NOT_CONVERTED - The message came unconverted; look at its format and character set.
            2120 CONVERTED_MSG_TOO_BIG - The message does not fit the buffer once converted; use a larger buffer.
            2218 MSG_TOO_BIG_FOR_CHANNEL - The message is longer than the channel's MAXMSGL; raise it or send less.
            2334 RFH_ERROR - The message's RFH header is broken; correct its sender.
            2362 BACKOUT_THRESHOLD_REACHED - This message was backed out too often; it should go to the backout
                 requeue queue.

            [USAGE]
            2012 ENVIRONMENT_ERROR - The call is not allowed in this environment, such as client mode where bindings
                 are needed.
            2013 EXPIRY_ERROR - The expiry must be above zero, in tenths of a second, or unlimited.
            2018 HCONN_ERROR - The connection was closed, or another one was meant; connect before calling.
            2019 HOBJ_ERROR - The queue was closed, or lost with its link; open it again.
            2027 MISSING_REPLY_TO_Q - A request or a report needs the name of a reply queue.
            2029 MSG_TYPE_ERROR - The message type is not one that MQ knows; use datagram, request, reply or report.
            2036 NOT_OPEN_FOR_BROWSE - Open the queue for browsing before browsing it.
            2037 NOT_OPEN_FOR_INPUT - Open the queue for input before getting from it.
            2038 NOT_OPEN_FOR_INQUIRE - Open the queue for inquiry before asking for its attributes.
            2039 NOT_OPEN_FOR_OUTPUT - Open the queue for output before putting to it.
            2041 OBJECT_CHANGED - The queue's definition changed since it was opened; close it and open it again.
            2046 OPTIONS_ERROR - The options of the call contradict each other or are not known here.
            2047 PERSISTENCE_ERROR - The persistence is not valid; use persistent, not persistent, or as the queue
                 says.
            2050 PRIORITY_ERROR - The priority is negative; use 0 to 9, or as the queue says.
            2061 REPORT_OPTIONS_ERROR - The report options contradict each other or are not known here.
            2072 SYNCPOINT_NOT_AVAILABLE - Units of work are not available here; put and get without syncpoint.
            2219 CALL_IN_PROGRESS - Another thread is in a call on this connection; one call at a time.
            2459 SELECTOR_SYNTAX_ERROR - The message selector is not valid; correct it.
            2500 HCONN_ASYNC_ACTIVE - Messages are being delivered to a listener on this connection; stop it before
                 calling, or call from the listener.
            2528 CONNECTION_STOPPED - Delivery was stopped on this connection; start it before asking for messages.

            [INTERNAL]
            2101 OBJECT_DAMAGED - The queue's file is damaged; the administrator has to recover it.
            2195 UNEXPECTED_ERROR - Something happened that should not; look for FDC files and error logs on both
                 sides.
            2208 FILE_SYSTEM_ERROR - The queue manager met an error of its file system; its administrator has to
                 look.
            """;

    private static final Pattern SECTION = Pattern.compile("\\[(\\w+)]");
    private static final Pattern ROW = Pattern.compile("(\\d+) +(\\w+) - (.+)");

    private static final Map<Integer, Row> ROWS = read(TABLE);

    private ReasonTable() {}

    static Optional<Row> find(int code) {
        return Optional.ofNullable(ROWS.get(code));
    }

    static Collection<Row> all() {
        return ROWS.values();
    }

    private static Map<Integer, Row> read(String table) {
        Map<Integer, Row> rows = new HashMap<>();
        ReasonClass section = ReasonClass.NONE;
        for (String line : table.replaceAll("\n +", " ").split("\n", -1)) {
            Matcher header = SECTION.matcher(line);
            Matcher row = ROW.matcher(line);
            if (header.matches()) {
                section = ReasonClass.valueOf(header.group(1));
            } else if (row.matches()) {
                int code = Integer.parseInt(row.group(1));
                rows.put(code, new Row(code, "MQRC_" + row.group(2), section, row.group(3)));
            }
        }
        return Map.copyOf(rows);
    }
}
