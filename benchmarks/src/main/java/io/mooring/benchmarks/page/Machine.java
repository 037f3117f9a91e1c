package io.mooring.benchmarks.page;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where and with what something was measured.
 *
 * @param date of the day, in UTC
 * @param processor its name, if the system tells
 * @param processors how many there are for the JVM
 * @param memoryMegabytes of the machine
 * @param system operating system and its version
 * @param jvm its name and version
 * @param mooring version and, in a git repository, the commit
 * @param versions of what it was compared with, by name
 */
public record Machine(
        String date,
        String processor,
        int processors,
        long memoryMegabytes,
        String system,
        String jvm,
        String mooring,
        Map<String, String> versions) {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String OWN = "Mooring";

    /** Copies the map. */
    public Machine {
        versions = new TreeMap<>(versions);
    }

    /** This one, today. */
    public static Machine here() throws IOException {
        Map<String, String> versions = versionsOfTheBuild();
        String own = Optional.ofNullable(versions.remove(OWN)).orElse("of an unknown version");
        return new Machine(
                LocalDate.now(ZoneOffset.UTC).toString(),
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / MEGABYTE,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                own + commit().map(commit -> ", commit " + commit).orElse(""),
                versions);
    }

    /** What Maven resolved; the file is filled in by the build. */
    private static Map<String, String> versionsOfTheBuild() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
            if (in == null) {
                throw new IllegalStateException(
                        "versions.properties is missing beside Machine.class; build with Maven");
            }
            properties.load(in);
        }
        Map<String, String> versions = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> versions.put(name, properties.getProperty(name)));
        return versions;
    }

    private static String processorName() throws IOException {
        Path told = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(told)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(told, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** What is checked out here, with a plus if files differ from it. */
    private static Optional<String> commit() {
        return git("rev-parse", "--short=10", "HEAD")
                .map(commit -> commit
                        + git("status", "--porcelain", "--untracked-files=no")
                                .filter(changes -> !changes.isEmpty())
                                .map(changes -> "+")
                                .orElse(""));
    }

    private static Optional<String> git(String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is no git here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
