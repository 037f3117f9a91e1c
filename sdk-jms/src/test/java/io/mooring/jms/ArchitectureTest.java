package io.mooring.jms;

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

/** Which package may know which; a dot is {@code io.mooring.jms} itself. */
class ArchitectureTest {
    private static final String ROOT = "io.mooring.jms";

    private static JavaClasses classes;

    @BeforeAll
    static void readTheCompiledClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void thereAreClassesToJudge() {
        assertThat(classes).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} knows only {1}")
    @CsvSource({
        ".internal.ibm,     ''",
        ".internal.witness, ''",
        ".internal.send,    .internal.ibm .internal.witness",
        ".internal.wrap,    . .internal.ibm .internal.send .internal.witness",
        ".internal.respond, . .internal.ibm",
        ".internal.request, . .internal.ibm .internal.send .internal.witness .internal.wrap",
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

    /** The words of the API stand by themselves; only what makes connections knows how they are made. */
    @Test
    void onlyTheFactoryKnowsTheInternals() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .haveNameNotMatching(
                        ".*\\.(MooringConnectionFactory|MooringConnectionFactoryBuilder|ConnectionMaker|ResponderBuilder)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".internal..")
                .check(classes);
    }

    @Test
    void internalsDoNotKnowTheFactory() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".internal..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        ".*\\.(MooringConnectionFactory|MooringConnectionFactoryBuilder|ConnectionMaker|ResponderBuilder)")
                .check(classes);
    }

    @Test
    void onlyOnePackageKnowsTheClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".internal.ibm")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.ibm..")
                .check(classes);
    }

    @Test
    void nobodyKnowsTheEmbeddedQueueManager() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.mooring.embedded..")
                .check(classes);
    }

    @Test
    void internalPackagesFormNoCycle() {
        slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles().check(classes);
    }

    private static String packageOf(String name) {
        return name.equals(".") ? ROOT : ROOT + name;
    }

    private static Stream<String> words(String known) {
        return Arrays.stream(known.split(" ", -1)).filter(word -> !word.isEmpty());
    }
}
