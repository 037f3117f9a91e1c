package io.mooring.embedded.pcf;

import io.mooring.embedded.mqi.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Coded character set identifiers and the Java character sets that they mean. */
final class CharacterSets {
    /** What the command server answers in: ISO 8859-1. */
    static final int ANSWER_CCSID = 819;

    private CharacterSets() {}

    /** The character set with this identifier; refused with CCSID_ERROR if this JVM has none. */
    static Charset of(int ccsid) {
        switch (ccsid) {
            case 367:
                return StandardCharsets.US_ASCII;
            case ANSWER_CCSID:
                return StandardCharsets.ISO_8859_1;
            case 1208:
                return StandardCharsets.UTF_8;
            case 1200:
                return StandardCharsets.UTF_16BE;
            default:
                return byNumber(ccsid);
        }
    }

    private static Charset byNumber(int ccsid) {
        if (ccsid > 0 && ccsid <= 65_535) {
            String digits = String.format("%03d", ccsid);
            for (String name : List.of("IBM" + digits, "x-IBM" + digits, "windows-" + digits)) {
                if (Charset.isSupported(name)) {
                    return Charset.forName(name);
                }
            }
        }
        throw new PcfException(
                Reason.PCF_CCSID_ERROR, "character set " + ccsid + " is not known here; 819 and 1208 always are");
    }
}
