package io.mooring.embedded;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which package may know which. The table is the arrows of the design; a package that is not in it (yet) is only kept
 * out of cycles.
 */
class ArchitectureTest {
    private static final String ROOT = "io.mooring.embedded";

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
        "mqi,            ''",
        "definition,     mqi",
        "admin,          mqi definition",
        "fault,          mqi",
        "record,         mqi",
        "selector,       mqi",
        "tls,            ''",
        "wire,           mqi",
        "wire.structure, mqi wire",
        "store,          mqi definition admin",
        "routing,        mqi definition admin store wire wire.structure",
        "call,           mqi definition admin fault record routing selector store wire wire.structure",
        "cluster,        mqi definition admin call channel manager routing store wire.structure",
        "channel,        mqi definition admin call tls wire wire.structure",
        "mqsc,           mqi definition admin",
        "pcf,            mqi definition admin"
    })
    void packageKnowsOnly(String name, String known) {
        String[] allowed = Stream.concat(
                        Stream.of(ROOT + "." + name), words(known).map(other -> ROOT + "." + other))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void onlyTheExtensionKnowsJUnit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".junit5")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.apiguardian..")
                .check(classes);
    }

    @Test
    void nobodyKnowsTheClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.ibm..", "javax.jms..", "jakarta.jms..")
                .check(classes);
    }

    @Test
    void nobodyKnowsTheProgramAndTheExtension() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".standalone", ROOT + ".junit5")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".standalone", ROOT + ".junit5")
                .check(classes);
    }

    @Test
    void onlyTheProgramUsesTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".standalone")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(classes);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
    }

    private static Stream<String> words(String known) {
        return Arrays.stream(known.split(" ", -1)).filter(word -> !word.isEmpty());
    }
}
