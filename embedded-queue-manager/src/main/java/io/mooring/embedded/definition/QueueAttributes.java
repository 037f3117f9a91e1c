package io.mooring.embedded.definition;

import static io.mooring.embedded.definition.QueueType.ALIAS;
import static io.mooring.embedded.definition.QueueType.LOCAL;
import static io.mooring.embedded.definition.QueueType.MODEL;
import static io.mooring.embedded.definition.QueueType.REMOTE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes of queues that the embedded queue manager knows. */
public final class QueueAttributes {
    private static final Map<QueueType, List<Attribute>> BY_TYPE = new EnumMap<>(QueueType.class);

    public static final Attribute DESCR = of(Attribute.text("DESCR", 2013, 64), LOCAL, MODEL, ALIAS, REMOTE);
    public static final Attribute PUT =
            of(Attribute.choice("PUT", 10, words("ENABLED", 0, "DISABLED", 1), "ENABLED"), LOCAL, MODEL, ALIAS, REMOTE);
    public static final Attribute GET =
            of(Attribute.choice("GET", 9, words("ENABLED", 0, "DISABLED", 1), "ENABLED"), LOCAL, MODEL, ALIAS);
    public static final Attribute DEFPRTY = of(Attribute.number("DEFPRTY", 6, 0, 9, 0), LOCAL, MODEL, ALIAS, REMOTE);
    public static final Attribute DEFPSIST =
            of(Attribute.choice("DEFPSIST", 5, words("NO", 0, "YES", 1), "NO"), LOCAL, MODEL, ALIAS, REMOTE);
    public static final Attribute DEFPRESP =
            of(Attribute.choice("DEFPRESP", 184, words("SYNC", 1, "ASYNC", 2), "SYNC"), LOCAL, MODEL, ALIAS, REMOTE);
    public static final Attribute DEFREADA =
            of(Attribute.choice("DEFREADA", 188, words("NO", 0, "YES", 1, "DISABLED", 2), "NO"), LOCAL, MODEL, ALIAS);
    public static final Attribute MAXDEPTH = of(Attribute.number("MAXDEPTH", 15, 0, 999_999_999, 5000), LOCAL, MODEL);
    public static final Attribute MAXMSGL =
            of(Attribute.number("MAXMSGL", 13, 0, 104_857_600, 4_194_304), LOCAL, MODEL);
    public static final Attribute BOTHRESH = of(Attribute.number("BOTHRESH", 22, 0, 999_999_999, 0), LOCAL, MODEL);
    public static final Attribute BOQNAME = of(Attribute.name("BOQNAME", 2019, 48), LOCAL, MODEL);
    public static final Attribute SHARE =
            of(Attribute.flag("SHARE", 23, words("NOSHARE", 0, "SHARE", 1), "SHARE"), LOCAL, MODEL);
    public static final Attribute DEFSOPT =
            of(Attribute.choice("DEFSOPT", 4, words("SHARED", 2, "EXCL", 4), "SHARED"), LOCAL, MODEL);
    public static final Attribute MSGDLVSQ =
            of(Attribute.choice("MSGDLVSQ", 16, words("PRIORITY", 0, "FIFO", 1), "PRIORITY"), LOCAL, MODEL);
    public static final Attribute HARDENBO =
            of(Attribute.flag("HARDENBO", 8, words("NOHARDENBO", 0, "HARDENBO", 1), "HARDENBO"), LOCAL, MODEL);
    public static final Attribute USAGE =
            of(Attribute.choice("USAGE", 12, words("NORMAL", 0, "XMITQ", 1), "NORMAL"), LOCAL, MODEL);
    public static final Attribute NPMCLASS =
            of(Attribute.choice("NPMCLASS", 78, words("NORMAL", 0, "HIGH", 10), "NORMAL"), LOCAL, MODEL);
    public static final Attribute PROPCTL = of(
            Attribute.choice(
                    "PROPCTL", 190, words("COMPAT", 0, "NONE", 1, "ALL", 2, "FORCE", 3, "V6COMPAT", 4), "COMPAT"),
            LOCAL,
            MODEL,
            ALIAS);
    public static final Attribute DEFTYPE = of(
            Attribute.choice("DEFTYPE", 7, words("PREDEFINED", 1, "PERMDYN", 2, "TEMPDYN", 3), "PREDEFINED"),
            LOCAL,
            MODEL);
    public static final Attribute CLUSTER = of(Attribute.name("CLUSTER", 2029, 48), LOCAL, ALIAS, REMOTE);
    public static final Attribute DEFBIND = of(
            Attribute.choice("DEFBIND", 61, words("OPEN", 0, "NOTFIXED", 1, "GROUP", 2), "OPEN"), LOCAL, ALIAS, REMOTE);
    public static final Attribute CLWLUSEQ =
            of(Attribute.choice("CLWLUSEQ", 98, words("LOCAL", 0, "ANY", 1, "QMGR", -3), "QMGR"), LOCAL);
    public static final Attribute TARGET = of(Attribute.name("TARGET", 2002, 48), ALIAS);
    public static final Attribute RNAME = of(Attribute.name("RNAME", 2018, 48), REMOTE);
    public static final Attribute RQMNAME = of(Attribute.name("RQMNAME", 2017, 48), REMOTE);
    public static final Attribute XMITQ = of(Attribute.name("XMITQ", 2024, 48), REMOTE);

    private QueueAttributes() {}

    /** The attributes that a queue of this type has. */
    public static List<Attribute> of(QueueType type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    private static Attribute of(Attribute attribute, QueueType... types) {
        Arrays.stream(types)
                .forEach(type ->
                        BY_TYPE.computeIfAbsent(type, t -> new ArrayList<>()).add(attribute));
        return attribute;
    }

    static Map<String, Integer> words(Object... wordsAndNumbers) {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndNumbers.length; i += 2) {
            words.put((String) wordsAndNumbers[i], (Integer) wordsAndNumbers[i + 1]);
        }
        return words;
    }
}
