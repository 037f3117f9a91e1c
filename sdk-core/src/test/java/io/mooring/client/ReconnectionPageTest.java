package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Each line about the native client in {@code docs/reconnection.md} names a test that there is. */
class ReconnectionPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/reconnection.md");

    /** The last cell of a row: a class of this package and its method. */
    private static final Pattern TEST = Pattern.compile("\\| `(\\w+)\\.(\\w+)` \\|$");

    @Test
    void eachLineNamesATestThatThereIs() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(40).allSatisfy(row -> {
            Matcher test = TEST.matcher(row);
            assertThat(test.find()).as("this line ends with a test: %s", row).isTrue();
            assertThat(isTest(test.group(1), test.group(2)))
                    .as("%s has the test %s", test.group(1), test.group(2))
                    .isTrue();
        });
    }

    @Test
    void eachTestAboutReconnectionHasItsLine() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(ReconnectionTest.class.getDeclaredMethods())
                .filteredOn(ReconnectionPageTest::isTest)
                .extracting(Method::getName)
                .isNotEmpty()
                // An event, not an operation.
                .filteredOn(name -> !name.equals("closedIsTheLastEvent"))
                .allSatisfy(name -> assertThat(page).contains("`ReconnectionTest." + name + "`"));
    }

    /** The rows of all tables about the native client, without their heads. */
    private static List<String> rows() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## The native client"), page.indexOf("## JMS, the drop-in"));
        return section.lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| ---") && !line.endsWith("| Test |"))
                .toList();
    }

    private static boolean isTest(String simpleName, String method) {
        try {
            Class<?> named = Class.forName(ReconnectionPageTest.class.getPackageName() + "." + simpleName);
            return Arrays.stream(named.getDeclaredMethods())
                    .anyMatch(each -> each.getName().equals(method) && isTest(each));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
