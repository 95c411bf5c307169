package dev.hearsay.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws that neither a formatter nor a line count can hold: who may know whom, and who may touch the world. */
class LawsTest {

    private static final String ROOT = "dev.hearsay.";

    /** Ports and main, which touch the real world. */
    private static final String[] WORLD = {
        ROOT + "transport.inmem.realtime..", ROOT + "storage.disk..", ROOT + "transport.tcp..", ROOT + "cli.."
    };

    /** Spreads simulated runs over the cores, and tells a person how long they will take. */
    private static final String RUNNER = ROOT + "observer.run..";

    private static final DescribedPredicate<JavaAccess<?>> AMBIENT = target(
            "ambient time, chance or threads",
            "java.lang.System.currentTimeMillis",
            "java.time.(Instant|LocalDate|LocalTime|LocalDateTime|OffsetDateTime|ZonedDateTime).now",
            "java.time.Clock.(system|tick)\\w*",
            "java.time.InstantSource.system",
            "java.lang.Math.random",
            "java.util.Random.<init>",
            "java.security.SecureRandom.*",
            "java.util.concurrent.ThreadLocalRandom.*",
            "java.util.UUID.randomUUID",
            "java.lang.Thread.(<init>|of\\w+|startVirtualThread|sleep)",
            "java.util.Timer.<init>",
            "java.util.concurrent.ForkJoinPool.*",
            "java.util.concurrent.CompletableFuture.(\\w+Async|delayedExecutor)",
            "java.util.stream.\\w*Stream.parallel",
            ".*.parallelStream");

    private static final DescribedPredicate<JavaAccess<?>> CLOCKED_POOL = target(
            "executors or the nanosecond clock",
            "java.lang.System.nanoTime",
            "java.util.concurrent.Executors.*",
            "java.util.concurrent.(Scheduled)?ThreadPoolExecutor.<init>");

    private static final DescribedPredicate<JavaAccess<?>> UNORDERED = target(
            "collections whose order every JVM draws anew",
            "java.util.(Set|Map).(of|ofEntries|copyOf)",
            "java.util.stream.Collectors.toUnmodifiable(Set|Map)");

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hearsay");

    /** A module, then what it may know besides itself and {@code api}. Only {@code cli} is absent: it knows all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "testkit",
                "partitioning",
                "versioning",
                "membership",
                "antientropy",
                "storage",
                "transport.inmem",
                "transport.tcp",
                "node",
                "client transport.tcp",
                "gateway client",
                "observer node client transport.inmem"
            })
    void aModuleKnowsOnlyItselfTheApiAndWhatItsArrowsPointAt(String arrows) {
        List<String> modules = List.of(arrows.split(" "));
        String[] known = Stream.concat(Stream.of("api"), modules.stream())
                .map(module -> ROOT + module + "..")
                .toArray(String[]::new);
        hold(noClasses()
                .that()
                .resideInAPackage(ROOT + modules.get(0) + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.hearsay..").and(not(resideInAnyPackage(known))))
                .because("the architecture draws no such arrow"));
    }

    @Test
    void theApiNeedsLittleMoreThanTheJdk() {
        hold(classes()
                .that()
                .resideInAPackage(ROOT + "api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "api..", "org.slf4j..", "com.typesafe.config..", "io.micrometer..")
                .because("every plugin inherits what the api needs"));
    }

    @Test
    void onlyTheNodeKnowsGuice() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "node..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.inject..")
                .because("a strategy is a plain object"));
    }

    @Test
    void timeChanceAndThreadsComeFromTheEnvironment() {
        hold(noClasses()
                .that(not(resideInAnyPackage(WORLD)))
                .should()
                .accessTargetWhere(AMBIENT)
                .because("the same seed gives the same run"));
    }

    @Test
    void executorsAndTheNanosecondClockAreForPortsMainAndTheRunner() {
        hold(noClasses()
                .that(not(resideInAnyPackage(WORLD).or(resideInAPackage(RUNNER))))
                .should()
                .accessTargetWhere(CLOCKED_POOL)
                .because("the same seed gives the same run"));
    }

    @Test
    void noCollectionChangesItsOrderFromOneJvmToTheNext() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .accessTargetWhere(UNORDERED)
                .because("order reaches decisions; take a List, a LinkedHashMap or a TreeMap"));
    }

    @Test
    void staticFieldsAreConstants() {
        hold(fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .andShould(never(be(describe("of a kind that can change", LawsTest::canChange))))
                .because("many runs share one JVM"));
    }

    /** A private array is taken for a table; a field of an interface type, for a constant unless it is filled in place. */
    private static boolean canChange(JavaField field) {
        JavaClass type = field.getRawType();
        if (type.isArray()) {
            return !field.getModifiers().contains(JavaModifier.PRIVATE);
        }
        if (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class)) {
            return !type.isInterface() || isFilledInPlace(field.getOwner());
        }
        return type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isAssignableTo(Appendable.class)
                || type.isAssignableTo(ThreadLocal.class);
    }

    private static boolean isFilledInPlace(JavaClass owner) {
        return owner.getStaticInitializer().stream()
                .filter(start -> start.getMethodCallsFromSelf().stream()
                        .noneMatch(call -> call.getTarget().getName().startsWith("unmodifiable")))
                .flatMap(start -> start.getConstructorCallsFromSelf().stream())
                .map(JavaAccess::getTargetOwner)
                .anyMatch(made -> made.isAssignableTo(Collection.class) || made.isAssignableTo(Map.class));
    }

    private static DescribedPredicate<JavaAccess<?>> target(String description, String... names) {
        Pattern pattern = Pattern.compile(String.join("|", names));
        return describe(
                description,
                access -> pattern.matcher(access.getTargetOwner().getFullName() + "."
                                + access.getTarget().getName())
                        .matches());
    }

    private static void hold(ArchRule law) {
        law.allowEmptyShould(true).check(PROJECT);
    }
}
