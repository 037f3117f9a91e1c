package io.mooring.embedded.selector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds one element in a folder of an MQRFH2 header, for example {@code color} in {@code
 * <usr><color>red</color><size dt='i4'>5</size></usr>}.
 *
 * <p>It reads the little XML that folders are made of, as UTF-8, where it lies: elements, attributes, text and
 * references. What else XML knows (comments, processing instructions, document types, CDATA) has no place in a folder.
 * Memory does not depend on the length of the folder, but for the value that is found.
 */
final class Rfh2Folder {
    private static final int MAX_DEPTH = 16;
    private static final byte[] DATA_TYPE = "dt".getBytes(US_ASCII);
    private static final byte[] NIL = "xsi:nil".getBytes(US_ASCII);

    private final byte[] bytes;
    private final int end;
    private final byte[][] path;
    private int at;

    // The elements that are open, by the places of their names.
    private final int[] nameStarts = new int[MAX_DEPTH];
    private final int[] nameEnds = new int[MAX_DEPTH];
    private int depth;

    // How many of the open elements, from the outermost, are the path's.
    private int matched;

    // The candidate: attributes of the tag that is being read or of the last one that ended the path.
    private String dataType = "";
    private boolean nil;
    private int valueStart;
    private boolean hasChildren;

    private boolean found;
    private int valueEnd;

    private Rfh2Folder(byte[] bytes, int start, int end, byte[][] path) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.path = path;
    }

    /** The value of the element of this path, the folder's own name being its first, null if there is none. */
    static @Nullable Object element(byte[] bytes, int start, int end, byte[][] path) {
        if (!hasThisName(bytes, start, end, path[0])) {
            return null;
        }
        Rfh2Folder folder = new Rfh2Folder(bytes, start, end, path);
        return folder.read() && folder.found ? folder.value() : null;
    }

    /** Spares the reading of a folder that cannot have the element: most, when a selector is asked about a deep queue. */
    private static boolean hasThisName(byte[] bytes, int start, int end, byte[] name) {
        int at = start;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        int nameEnd = at + 1 + name.length;
        return nameEnd < end && Arrays.equals(bytes, at + 1, nameEnd, name, 0, name.length);
    }

    /** Reads everything, also behind the element that is sought, and says whether it was well-formed. */
    private boolean read() {
        skipBlanks();
        do {
            while (depth > 0 && at < end && bytes[at] != '<') {
                at++;
            }
            if (peek() != '<') {
                return false;
            }
            at++;
            if (!(peek() == '/' ? endTag() : startTag())) {
                return false;
            }
        } while (depth > 0);
        skipBlanks();
        return at == end;
    }

    private boolean startTag() {
        int nameStart = at;
        skipName();
        if (at == nameStart || depth == MAX_DEPTH) {
            return false;
        }
        if (matched == path.length) {
            hasChildren = true; // a group, which has no value of its own
        }
        boolean onPath = !found && matched == depth && matched < path.length && isName(nameStart, at, path[matched]);
        boolean candidate = onPath && matched + 1 == path.length;
        nameStarts[depth] = nameStart;
        nameEnds[depth] = at;
        if (candidate) {
            dataType = "";
            nil = false;
            hasChildren = false;
        }
        if (!attributes(candidate)) {
            return false;
        }
        boolean empty = peek() == '/';
        at += empty ? 1 : 0;
        if (peek() != '>') {
            return false;
        }
        at++;
        if (candidate) {
            valueStart = at;
        }
        if (!empty) {
            depth++;
            matched += onPath ? 1 : 0;
        } else if (candidate) {
            found = true;
            valueEnd = at;
        }
        return true;
    }

    private boolean attributes(boolean candidate) {
        skipBlanks();
        while (at < end && bytes[at] != '>' && bytes[at] != '/') {
            int nameStart = at;
            skipName();
            int nameEnd = at;
            skipBlanks();
            if (nameEnd == nameStart || peek() != '=') {
                return false;
            }
            at++;
            skipBlanks();
            byte quote = peek();
            at++;
            int start = at;
            while (at < end && bytes[at] != quote) {
                at++;
            }
            if ((quote != '\'' && quote != '"') || at >= end) {
                return false;
            }
            if (candidate && isName(nameStart, nameEnd, DATA_TYPE)) {
                dataType = new String(bytes, start, at - start, UTF_8);
            } else if (candidate && isName(nameStart, nameEnd, NIL)) {
                nil = at > start && (bytes[start] == 't' || bytes[start] == '1');
            }
            at++;
            skipBlanks();
        }
        return true;
    }

    private boolean endTag() {
        int textEnd = at - 1;
        at++;
        int nameStart = at;
        skipName();
        if (depth == 0 || !Arrays.equals(bytes, nameStart, at, bytes, nameStarts[depth - 1], nameEnds[depth - 1])) {
            return false;
        }
        skipBlanks();
        if (peek() != '>') {
            return false;
        }
        at++;
        if (matched == depth) {
            if (matched == path.length && !hasChildren) {
                found = true;
                valueEnd = textEnd;
            }
            matched--;
        }
        depth--;
        return true;
    }

    private @Nullable Object value() {
        if (nil) {
            return null;
        }
        String text = XmlText.unescape(new String(bytes, valueStart, valueEnd - valueStart, UTF_8));
        return text == null ? null : Rfh2DataType.value(dataType, text);
    }

    private boolean isName(int start, int nameEnd, byte[] name) {
        return Arrays.equals(bytes, start, nameEnd, name, 0, name.length);
    }

    private void skipName() {
        while (at < end && !isBlank(bytes[at]) && "<>/='\"&!?".indexOf(bytes[at]) < 0) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
    }

    /** The byte here, NUL behind the end. */
    private byte peek() {
        return at < end ? bytes[at] : 0;
    }

    // NUL too: some programs pad with it instead of with blanks.
    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r' || character == 0;
    }
}
