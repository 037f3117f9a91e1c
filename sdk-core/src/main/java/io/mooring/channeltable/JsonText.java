package io.mooring.channeltable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.mooring.channeltable.JsonValue.Literal;
import io.mooring.channeltable.JsonValue.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the bytes of a table as JSON, strictly: UTF-8, no comments, each name once in an object, nothing behind the end. */
final class JsonText {
    /** So long a table may be, in bytes; one of ten thousand channels is shorter. */
    static final int MAX_BYTES = 8 << 20;

    /** A table has six levels; what an unknown attribute brings along may have some more. */
    static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] BINARY = {'A', 'M', 'Q', 'R'};

    private final String origin;

    /** The path of what is being read, for a complaint of the parser. */
    private String path = "";

    private JsonText(String origin) {
        this.origin = origin;
    }

    static JsonValue read(String origin, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ChannelTableException(
                    origin, "has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read.", null);
        }
        if (startsWith(bytes, BINARY)) {
            throw new ChannelTableException(
                    origin,
                    "is a binary one (AMQCLCHL.TAB); Mooring reads the JSON form. To see what to write there, let"
                            + " 'runmqsc -n' of an MQ client show it with DISPLAY CHANNEL(*) ALL, the variables MQCHLLIB"
                            + " and MQCHLTAB naming its folder and file.",
                    null);
        }
        if (startsWith(bytes, BYTE_ORDER_MARK)) {
            throw new ChannelTableException(
                    origin,
                    new Place(1, 1, ""),
                    "the file begins with a byte order mark; save it as UTF-8 without one. IBM's Java client refuses it,"
                            + " too, with " + Fields.REFUSED_BY_IBM + ".",
                    null);
        }
        return new JsonText(origin).document(decoded(origin, bytes));
    }

    private static String decoded(String origin, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        if (decoder.decode(in, out, true).isError()) {
            String before = out.flip().toString();
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw new ChannelTableException(
                    origin,
                    new Place(line, column, ""),
                    "the byte 0x%02X is not UTF-8; save the file as UTF-8.".formatted(bytes[in.position()]),
                    new CharacterCodingException());
        }
        return out.flip().toString();
    }

    private JsonValue document(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new ChannelTableException(origin, "is empty; give an object with the array \"channel\".", null);
            }
            JsonValue document = value(parser, "", 0);
            path = "";
            if (parser.nextToken() != null) {
                throw refused(parser, "there is something behind the end of the JSON document; delete it.");
            }
            return document;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new ChannelTableException(
                    origin,
                    new Place(at.getLineNr(), at.getColumnNr(), path),
                    "this is not JSON: " + e.getOriginalMessage() + ".",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    private JsonValue value(JsonParser parser, String at, int depth) throws IOException {
        path = at;
        if (depth > MAX_DEPTH) {
            throw refused(parser, "this is nested more than " + MAX_DEPTH + " levels deep; a channel table has six.");
        }
        Place place = place(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return new JsonValue(place, members(parser, at, depth));
        }
        if (token == JsonToken.START_ARRAY) {
            return new JsonValue(place, elements(parser, at, depth));
        }
        if (token == JsonToken.VALUE_STRING) {
            return new JsonValue(place, parser.getText());
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return new JsonValue(place, parser.getBigIntegerValue());
        }
        return new JsonValue(place, new Literal(parser.getText()));
    }

    private Map<String, JsonValue> members(JsonParser parser, String at, int depth) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            path = at.isEmpty() ? name : at + "." + name;
            JsonValue former = members.get(name);
            if (former != null) {
                throw refused(
                        parser,
                        "the name stands twice, first in line " + former.place().line() + "; delete one.");
            }
            parser.nextToken();
            members.put(name, value(parser, path, depth + 1));
            path = at;
        }
        return members;
    }

    private List<JsonValue> elements(JsonParser parser, String at, int depth) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, at + "[" + elements.size() + "]", depth + 1));
            path = at;
        }
        return elements;
    }

    private ChannelTableException refused(JsonParser parser, String sentence) {
        return new ChannelTableException(origin, place(parser), sentence, null);
    }

    private Place place(JsonParser parser) {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr(), path);
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }
}
