package io.mooring.embedded.mqsc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MQSC's verbs and objects with their synonyms, and which of those that are not carried out are known. */
final class Vocabulary {
    private static final Map<String, String> VERBS = new HashMap<>();
    private static final Map<String, String> OBJECTS = new HashMap<>();

    /** What a real queue manager has and a script may well set up, but which means nothing here. */
    private static final Map<String, Set<String>> IGNORED = new HashMap<>();

    private static final Set<String> PUBLISH_SUBSCRIBE =
            Set.of("TOPIC", "SUB", "TOPICSTR", "TPSTATUS", "SBSTATUS", "PUBSUB");

    static {
        for (String verb : words(
                "ALTER CLEAR DEFINE DELETE DISPLAY PING PUBLISH REFRESH RESET RESOLVE RESUME SET START STOP SUSPEND")) {
            VERBS.put(verb, verb);
        }
        Map.of("ALT", "ALTER", "DEF", "DEFINE", "DEL", "DELETE", "DIS", "DISPLAY", "REF", "REFRESH", "STA", "START")
                .forEach(VERBS::put);
        Map.of("QL", "QLOCAL", "QA", "QALIAS", "QR", "QREMOTE", "QM", "QMODEL", "Q", "QUEUE", "QS", "QSTATUS")
                .forEach(OBJECTS::put);
        Map.of(
                        "CHL",
                        "CHANNEL",
                        "CHS",
                        "CHSTATUS",
                        "LSTR",
                        "LISTENER",
                        "NL",
                        "NAMELIST",
                        "PRO",
                        "PROCESS",
                        "SEC",
                        "SECURITY")
                .forEach(OBJECTS::put);
        for (String verb : List.of("DEFINE", "ALTER", "DELETE", "DISPLAY")) {
            ignore(verb, "LISTENER SERVICE PROCESS NAMELIST AUTHINFO COMMINFO STGCLASS CFSTRUCT BUFFPOOL PSID POLICY");
        }
        ignore(
                "DISPLAY",
                "APSTATUS AUTHREC AUTHSERV CHLAUTH CHINIT CMDSERV ENTAUTH LSSTATUS LOG POLICY QCLUSTER QMSTATUS SECURITY"
                        + " SVSTATUS SYSTEM USAGE");
        ignore("DELETE", "AUTHREC");
        ignore("SET", "AUTHREC CHLAUTH POLICY LOG ARCHIVE SYSTEM");
        ignore("REFRESH", "SECURITY QMGR CLUSTER");
        ignore("RESET", "CHANNEL CLUSTER QMGR QSTATS CFSTRUCT SMDS TPIPE");
        ignore("RESOLVE", "CHANNEL INDOUBT");
        ignore("PING", "CHANNEL");
        ignore("START", "LISTENER SERVICE CHINIT CMDSERV TRACE");
        ignore("STOP", "LISTENER SERVICE CHINIT CMDSERV TRACE CONN");
    }

    private Vocabulary() {}

    private static void ignore(String verb, String objects) {
        IGNORED.merge(
                verb,
                words(objects),
                (some, more) -> Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet()));
    }

    private static Set<String> words(String text) {
        return Pattern.compile(" ").splitAsStream(text).collect(Collectors.toSet());
    }

    /** Whether this is a verb of MQSC, in full or short. */
    static boolean isVerb(String word) {
        return VERBS.containsKey(word);
    }

    /** The verb in full. */
    static String verb(String word) {
        return VERBS.getOrDefault(word, word);
    }

    /** The object in full. */
    static String object(String word) {
        return OBJECTS.getOrDefault(word, word);
    }

    /** Whether the command is MQSC, but means nothing here. */
    static boolean isIgnored(String verb, String object) {
        return IGNORED.getOrDefault(verb, Set.of()).contains(object);
    }

    /** Whether the command is about publish/subscribe. */
    static boolean isPublishSubscribe(String verb, String object) {
        return verb.equals("PUBLISH")
                || (PUBLISH_SUBSCRIBE.contains(object)
                        && Set.of("DEFINE", "ALTER", "DELETE", "DISPLAY", "CLEAR")
                                .contains(verb));
    }
}
