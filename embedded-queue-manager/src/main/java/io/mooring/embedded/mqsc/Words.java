package io.mooring.embedded.mqsc;

import java.util.Locale;

/** Folding to upper case as MQSC does it, the same in every locale. */
final class Words {
    private Words() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
