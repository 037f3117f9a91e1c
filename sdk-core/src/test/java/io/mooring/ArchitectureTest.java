package io.mooring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which package may know which. The table is the arrows of the design; a dot is {@code io.mooring} itself. A package that
 * is not in it (yet) is only kept out of cycles and away from what nobody may know.
 */
class ArchitectureTest {
    private static final String ROOT = "io.mooring";

    private static JavaClasses classes;

    @BeforeAll
    static void readTheCompiledClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("embedded-queue-manager"))
                .importPackages(ROOT);
    }

    @Test
    void thereAreClassesToJudge() {
        assertThat(classes).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} knows only {1}")
    @CsvSource({
        ".reason,         ''",
        ".,               .reason",
        ".event,          . .reason",
        ".receipt,        .",
        ".observe,        . .event .reason .request",
        ".channeltable,   . .reason",
        ".request,        .",
        ".reconnect,      .reason",
        ".tls,            .reason",
        ".connect,        .tls",
        ".idle,           . .observe",
        ".internal.event, . .event",
        ".internal.receipt, . .receipt .observe",
        ".internal.life,  . .event .reason",
        ".message,        .",
        ".internal.mq,    . .reason .message .channeltable .connect .tls",
        ".internal.link,  . .reason .event .channeltable .reconnect .idle .internal.life .internal.mq",
        ".client,         . .reason .event .message .receipt .observe .request .channeltable .connect .reconnect .tls .idle"
                + " .internal.event .internal.link .internal.mq .internal.receipt",
        ".scale,          . .reason .observe .channeltable .connect .idle .internal.scale",
        ".internal.scale, . .reason .channeltable .connect .internal.mq",
    })
    void packageKnowsOnly(String name, String known) {
        String[] allowed = Stream.concat(Stream.of(name), words(known))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packageOf(name))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
                .check(classes);
    }

    @Test
    void nobodyKnowsJms() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.jms..", "jakarta.jms..", "com.ibm.msg..", "com.ibm.jms..", "com.ibm.mq.jms..")
                .check(classes);
    }

    @Test
    void onlyInternalPackagesKnowTheClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.ibm..")
                .check(classes);
    }

    /** Micrometer is optional: only who uses the one public class of these needs it. */
    @Test
    void onlyTheMetersKnowMicrometer() {
        String meters = ROOT.replace(".", "\\.") + "\\.observe\\.Micrometer.*";
        noClasses()
                .that()
                .haveNameNotMatching(meters)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(meters)
                .check(classes);
    }

    @Test
    void nobodyKnowsTheEmbeddedQueueManager() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".embedded..")
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
    }

    private static String packageOf(String name) {
        return name.equals(".") ? ROOT : ROOT + name;
    }

    private static Stream<String> words(String known) {
        return Arrays.stream(known.split(" ", -1)).filter(word -> !word.isEmpty());
    }
}
