package io.mooring.embedded.mqsc;

import io.mooring.embedded.mqsc.Parameter.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the words of a command.
 *
 * <pre>
 *   command   = verb parameter*                 separated by blanks or commas
 *   parameter = keyword [ '(' value+ ')' ]
 *   value     = word | quoted text, with quotes in it doubled
 * </pre>
 *
 * Knows nothing of what the words mean.
 */
final class CommandParser {
    private final String text;
    private int position;

    private CommandParser(String text) {
        this.text = text;
    }

    /** The verb as a parameter without values, followed by all others. */
    static List<Parameter> parse(String text) throws SyntaxException {
        CommandParser parser = new CommandParser(text);
        List<Parameter> parameters = new ArrayList<>();
        parser.skipSeparators();
        while (parser.position < text.length()) {
            parameters.add(parser.parameter());
            parser.skipSeparators();
        }
        if (parameters.isEmpty()) {
            throw SyntaxException.at(0, "There is no command; begin with a verb, for example DISPLAY.");
        }
        return parameters;
    }

    private Parameter parameter() throws SyntaxException {
        int start = position;
        while (position < text.length() && isKeywordCharacter(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw SyntaxException.at(
                    position + 1,
                    "'" + text.charAt(position) + "' stands where a keyword should; a value goes into parentheses.");
        }
        String keyword = Words.upper(text.substring(start, position));
        int end = position;
        skipBlanks();
        if (position == text.length() || text.charAt(position) != '(') {
            return new Parameter(keyword, List.of(), end);
        }
        position++;
        List<Word> values = values(keyword);
        return new Parameter(keyword, values, position);
    }

    private List<Word> values(String keyword) throws SyntaxException {
        List<Word> values = new ArrayList<>();
        while (true) {
            skipSeparators();
            if (position == text.length()) {
                throw SyntaxException.at(position, "The closing parenthesis of " + keyword + "( is missing.");
            }
            char c = text.charAt(position);
            if (c == ')') {
                position++;
                if (values.isEmpty()) {
                    throw SyntaxException.at(
                            position, keyword + "() has no value; write " + keyword + "(' ') for a blank one.");
                }
                return values;
            }
            if (c == '(') {
                throw SyntaxException.at(
                        position + 1, "There is a parenthesis in the value of " + keyword + "; quote the value.");
            }
            values.add(c == '\'' ? quoted(keyword) : bare(keyword));
        }
    }

    private Word bare(String keyword) throws SyntaxException {
        int start = position;
        while (position < text.length()
                && !isSeparator(text.charAt(position))
                && "()'".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        if (position < text.length() && text.charAt(position) == '\'') {
            throw SyntaxException.at(
                    position + 1, "There is a quote within the value of " + keyword + "; quote the whole value.");
        }
        return new Word(text.substring(start, position), false);
    }

    private Word quoted(String keyword) throws SyntaxException {
        int start = position;
        StringBuilder value = new StringBuilder();
        while (true) {
            int close = text.indexOf('\'', position + 1);
            if (close < 0) {
                throw SyntaxException.at(
                        text.length(),
                        "The quote that begins with " + text.substring(start, Math.min(start + 12, text.length()))
                                + " in " + keyword + " is not closed; a quote in a text is doubled.");
            }
            value.append(text, position + 1, close);
            position = close + 1;
            if (position == text.length() || text.charAt(position) != '\'') {
                break;
            }
            value.append('\'');
        }
        if (position < text.length() && !isSeparator(text.charAt(position)) && text.charAt(position) != ')') {
            throw SyntaxException.at(
                    position + 1,
                    "After the closing quote in " + keyword + " stands neither a blank nor a parenthesis.");
        }
        return new Word(value.toString(), true);
    }

    private void skipSeparators() {
        while (position < text.length() && isSeparator(text.charAt(position))) {
            position++;
        }
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isSeparator(char c) {
        return c == ',' || Character.isWhitespace(c);
    }

    private static boolean isKeywordCharacter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
}
