package io.mooring.embedded.definition;

import static io.mooring.embedded.definition.QueueAttributes.words;

import java.util.List;

/** The attributes of the queue manager that can be altered and mean something to the embedded queue manager. */
public final class QueueManagerAttributes {
    public static final Attribute DESCR = Attribute.text("DESCR", 2014, 64);
    public static final Attribute DEADQ = Attribute.name("DEADQ", 2006, 48);
    public static final Attribute DEFXMITQ = Attribute.name("DEFXMITQ", 2025, 48);
    public static final Attribute MAXMSGL = Attribute.number("MAXMSGL", 13, 32_768, 104_857_600, 104_857_600);
    public static final Attribute MAXUMSGS = Attribute.number("MAXUMSGS", 33, 1, 999_999_999, 10_000);
    public static final Attribute MAXHANDS = Attribute.number("MAXHANDS", 11, 1, 999_999_999, 256);
    public static final Attribute CCSID = Attribute.number("CCSID", 2, 1, 65_535, 819);
    public static final Attribute CLWLUSEQ = Attribute.choice("CLWLUSEQ", 98, words("LOCAL", 0, "ANY", 1), "LOCAL");

    private static final List<Attribute> ALL =
            List.of(DESCR, DEADQ, DEFXMITQ, MAXMSGL, MAXUMSGS, MAXHANDS, CCSID, CLWLUSEQ);

    private QueueManagerAttributes() {}

    /** All of them. */
    public static List<Attribute> all() {
        return ALL;
    }
}
