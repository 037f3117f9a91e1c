package io.mooring.embedded.standalone;

import java.util.List;

/** Runs queue managers until the program is ended; {@code --help} says how. */
public final class Main {
    private Main() {}

    /** Runs the program and ends the JVM with its exit code, see {@link Program}. */
    public static void main(String[] arguments) {
        System.exit(new Program(System.in, System.out, System.err).run(List.of(arguments)));
    }
}
