package io.mooring.embedded.definition;

import static io.mooring.embedded.definition.QueueAttributes.words;

import java.util.List;

/** The attributes of server-connection channels that the embedded queue manager knows. */
public final class ChannelAttributes {
    public static final Attribute DESCR = Attribute.text("DESCR", 3502, 64);
    public static final Attribute TRPTYPE = Attribute.choice("TRPTYPE", 1501, words("TCP", 2), "TCP");
    public static final Attribute MCAUSER = Attribute.text("MCAUSER", 3527, 64);
    public static final Attribute SHARECNV = Attribute.number("SHARECNV", 1615, 1, 999, 10);
    public static final Attribute MAXMSGL = Attribute.number("MAXMSGL", 1510, 0, 104_857_600, 104_857_600);
    public static final Attribute MAXINST = Attribute.number("MAXINST", 1618, 0, 999_999_999, 999_999_999);
    public static final Attribute MAXINSTC = Attribute.number("MAXINSTC", 1619, 0, 999_999_999, 999_999_999);
    public static final Attribute HBINT = Attribute.number("HBINT", 1563, 0, 999_999, 300);
    public static final Attribute SSLCIPH = Attribute.text("SSLCIPH", 3544, 32);
    public static final Attribute SSLCAUTH =
            Attribute.choice("SSLCAUTH", 1568, words("REQUIRED", 0, "OPTIONAL", 1), "REQUIRED");
    public static final Attribute SSLPEER = Attribute.text("SSLPEER", 3545, 256);
    public static final Attribute CERTLABL = Attribute.text("CERTLABL", 2121, 64);

    private static final List<Attribute> ALL = List.of(
            DESCR, TRPTYPE, MCAUSER, SHARECNV, MAXMSGL, MAXINST, MAXINSTC, HBINT, SSLCIPH, SSLCAUTH, SSLPEER, CERTLABL);

    private ChannelAttributes() {}

    /** All of them. */
    public static List<Attribute> all() {
        return ALL;
    }
}
