package io.mooring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a queue manager listens: host and port, written {@code host(port)} as everywhere in MQ.
 *
 * @param host a host name or an address, without blanks
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) implements Serializable {
    /** The port that MQ uses where none is written. */
    public static final int DEFAULT_PORT = 1414;

    private static final Pattern FORM = Pattern.compile("\\s*([^\\s(),]+)\\s*(?:\\(\\s*(\\d{1,5})\\s*\\)\\s*)?");

    /**
     * Checks host and port.
     *
     * @throws IllegalArgumentException if the host is empty or has blanks, commas or parentheses, or the port is out of
     *     range
     */
    public Endpoint {
        if (host.isEmpty() || !host.chars().allMatch(Endpoint::mayBeInHost)) {
            throw new IllegalArgumentException("Host '" + host
                    + "' of an endpoint is empty or has blanks, commas or parentheses; give a name or an address.");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "Port " + port + " of host '" + host + "' is out of range; give 1 to 65535.");
        }
    }

    /**
     * One connection name, such as {@code mq1(1415)}; without a port it is {@value #DEFAULT_PORT}.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static Endpoint parse(String connectionName) {
        Matcher matcher = FORM.matcher(connectionName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Connection name '" + connectionName + "' is not of the form host(port).");
        }
        String port = matcher.group(2);
        return new Endpoint(matcher.group(1), port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    /**
     * A list of connection names with commas between them, such as {@code mq1(1414),mq2(1414)}, in its order.
     *
     * @throws IllegalArgumentException if one of them is empty or has another form
     */
    public static List<Endpoint> parseList(String connectionNames) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String name : connectionNames.split(",", -1)) {
            try {
                endpoints.add(parse(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "In the connection names '" + connectionNames + "': " + e.getMessage(), e);
            }
        }
        return List.copyOf(endpoints);
    }

    private static boolean mayBeInHost(int c) {
        return c != '(' && c != ')' && c != ',' && !Character.isWhitespace(c);
    }

    /** The form {@code host(port)}. */
    @Override
    public String toString() {
        return host + "(" + port + ")";
    }
}
