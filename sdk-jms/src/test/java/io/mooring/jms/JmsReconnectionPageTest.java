package io.mooring.jms;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Each line about JMS in {@code docs/reconnection.md} names a test that there is, and each test about it has its line. */
class JmsReconnectionPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/reconnection.md");

    /** The last cell of a row: a class of this package and its method. */
    private static final Pattern TEST = Pattern.compile("\\| `(\\w+)\\.(\\w+)` \\|$");

    @Test
    void eachLineNamesATestThatThereIs() throws IOException {
        List<String> rows = section()
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| ---") && !line.endsWith("| Test |"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(row -> {
            Matcher test = TEST.matcher(row);
            assertThat(test.find()).as("this line ends with a test: %s", row).isTrue();
            assertThat(isTest(test.group(1), test.group(2)))
                    .as("%s has the test %s", test.group(1), test.group(2))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                JmsReconnectionSendingTest.class,
                JmsReconnectionReceivingTest.class,
                JmsReconnectionLifeTest.class
            })
    void eachTestAboutReconnectionHasItsLine(Class<?> tests) throws IOException {
        String section = section();

        assertThat(tests.getDeclaredMethods())
                .filteredOn(JmsReconnectionPageTest::isTest)
                .isNotEmpty()
                .allSatisfy(method ->
                        assertThat(section).contains("| `" + tests.getSimpleName() + "." + method.getName() + "` |"));
    }

    private static String section() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf("\n## JMS, the drop-in"), page.indexOf("\n## Two clients"));
    }

    private static boolean isTest(String simpleName, String method) {
        try {
            Class<?> named = Class.forName(JmsReconnectionPageTest.class.getPackageName() + "." + simpleName);
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
