package io.mooring.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names that may stand in tags: the first ones up to a limit. The rest share {@value #OTHER}, and names that a queue
 * manager made up from a model queue share {@value #DYNAMIC}. Safe for threads; a known name costs one look-up.
 */
final class BoundedNames {
    static final String OTHER = "other";
    static final String DYNAMIC = "dynamic";

    /** A queue manager ends the name of a dynamic queue in 16 hex digits; somewhat fewer are no name for eternity either. */
    private static final int HEX_DIGITS_OF_DYNAMIC = 12;

    private static final Logger log = LoggerFactory.getLogger(BoundedNames.class);

    private final String what;
    private final int limit;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private boolean said;

    /**
     * No names yet.
     *
     * @param what the plural of what they name, for the log
     */
    BoundedNames(String what, int limit) {
        this.what = what;
        this.limit = limit;
    }

    /** The name itself, {@value #DYNAMIC} or {@value #OTHER}. */
    String tagOf(String name) {
        String tag = known.get(name);
        if (tag != null) {
            return tag;
        }
        return isDynamic(name) ? DYNAMIC : admit(name);
    }

    /** Whether a tag stands for several names, so that there is no saying what the value of one of them is. */
    static boolean isCollective(String tag) {
        return tag.equals(OTHER) || tag.equals(DYNAMIC);
    }

    /** Whether it ends in so many hex digits, at least one of which is a decimal digit, that no human named it so. */
    static boolean isDynamic(String name) {
        boolean digit = false;
        int at = name.length() - 1;
        while (at >= 0 && Character.digit(name.charAt(at), 16) >= 0) {
            digit |= name.charAt(at) <= '9';
            at--;
        }
        return digit && name.length() - 1 - at >= HEX_DIGITS_OF_DYNAMIC;
    }

    private String admit(String name) {
        // Without a lock once it is full: a name beyond the limit may come with every put.
        if (known.size() >= limit) {
            sayOnce(name);
            return OTHER;
        }
        synchronized (this) {
            if (known.size() < limit) {
                known.put(name, name);
            }
        }
        return known.getOrDefault(name, OTHER);
    }

    private void sayOnce(String name) {
        synchronized (this) {
            if (said) {
                return;
            }
            said = true;
        }
        log.warn(
                "More than {} {} in the tags of meters: {} and all further ones are counted as '{}'.",
                limit,
                what,
                name,
                OTHER);
    }
}
