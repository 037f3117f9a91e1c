package io.mooring.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** A contract looks at a queue manager as an application does, so that it can be run on any. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("io.mooring.contracts");

    @Test
    void onlyTheEmbeddedFleetKnowsTheEmbeddedQueueManager() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EmbeddedFleet")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.mooring.embedded..")
                .check(CLASSES);
    }

    @Test
    void onlyTheContainersKnowTestcontainers() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Container")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..")
                .check(CLASSES);
    }

    @Test
    void noneKnowsWhatIsInternalToMooringOrIbmsClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.mooring.internal..", "io.mooring.jms.internal..", "com.ibm..")
                .check(CLASSES);
    }
}
