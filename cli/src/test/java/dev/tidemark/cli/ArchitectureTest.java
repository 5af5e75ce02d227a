package dev.tidemark.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The arrows between modules and packages. */
@AnalyzeClasses(packages = "dev.tidemark", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String MODEL = "dev.tidemark.model..";
  private static final String PROBES = "dev.tidemark.probe..";
  private static final String REPORTS = "dev.tidemark.reports..";
  private static final String SIMULATIONS = "dev.tidemark.simulations..";
  private static final String CLI = "dev.tidemark.cli..";
  private static final String TARGETS = "dev.tidemark.targets..";
  private static final String GATLING = "io.gatling..";
  private static final String ATTACH = "com.sun.tools.attach..";

  private static final DescribedPredicate<JavaClass> HARNESS =
      resideInAPackage("dev.tidemark..")
          .and(DescribedPredicate.not(resideInAnyPackage(REPORTS, SIMULATIONS, CLI, TARGETS)))
          .as("classes of the harness");

  /** A rule over classes that were not scanned holds for nothing. */
  @ArchTest
  static void everythingIsScanned(JavaClasses all) {
    if (all.size() < 150) {
      throw new AssertionError("only " + all.size() + " classes were scanned");
    }
    for (String part :
        List.of(
            "model",
            "stats",
            "probe.http",
            "probe.jvm",
            "probe.procfs",
            "sample",
            "config",
            "traffic",
            "replay",
            "ledger",
            "analysis",
            "diagnosis",
            "diagnosis.hprof",
            "junit",
            "experiment",
            "reports",
            "simulations",
            "cli")) {
      String name = "dev.tidemark." + part;
      if (all.stream().filter(one -> one.getPackageName().equals(name)).count() < 3) {
        throw new AssertionError("hardly any class of " + name + " was scanned");
      }
    }
  }

  @ArchTest
  static final ArchRule modelDependsOnTheJdkAlone =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              MODEL,
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.io..",
              "java.net..",
              "java.nio..",
              "java.text..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule statisticsDependOnNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.tidemark.stats..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.tidemark..")
                  .and(DescribedPredicate.not(resideInAPackage("dev.tidemark.stats.."))));

  @ArchTest
  static final ArchRule probesOfOneKindDoNotSeeThoseOfAnother =
      slices().matching("dev.tidemark.probe.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule probesSeeTheModelAndTheirPortAlone =
      noClasses()
          .that()
          .resideInAPackage(PROBES)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.tidemark..")
                  .and(DescribedPredicate.not(resideInAnyPackage(PROBES, MODEL))));

  @ArchTest
  static final ArchRule onlySimulationsSeeGatling =
      noClasses()
          .that()
          .resideOutsideOfPackage(SIMULATIONS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(GATLING);

  @ArchTest
  static final ArchRule theHarnessSeesNoOtherModule =
      noClasses()
          .that(HARNESS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(REPORTS, SIMULATIONS, CLI, TARGETS);

  @ArchTest
  static final ArchRule reportsSeeTheHarnessAlone =
      noClasses()
          .that()
          .resideInAPackage(REPORTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SIMULATIONS, CLI, TARGETS);

  @ArchTest
  static final ArchRule simulationsDoNotSeeTheCommand =
      noClasses()
          .that()
          .resideInAPackage(SIMULATIONS)
          .should()
          .dependOnClassesThat(resideInAnyPackage(CLI, TARGETS));

  @ArchTest
  static final ArchRule packagesOfTheHarnessHaveNoCycles =
      slices().matching("dev.tidemark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void attachSitsInOneClass(JavaClasses all) {
    List<String> users =
        all.stream()
            .filter(
                one ->
                    one.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> resideInAPackage(ATTACH).test(to.getTargetClass())))
            .map(JavaClass::getName)
            .toList();
    if (users.size() != 1) {
      throw new AssertionError("the Attach API belongs into one class, not into " + users);
    }
  }
}
