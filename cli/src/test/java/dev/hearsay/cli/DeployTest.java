package dev.hearsay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.hearsay.node.wiring.HearsayConfig;
import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.node.wiring.ProcessSettings;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What deploys a node fits the distribution, the settings and the schema of whatever runs it. */
class DeployTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DIST = Path.of("src/main/dist");
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(OffsetDateTime.class, nothing())
            .create();

    private static TypeAdapter<Object> nothing() {
        return new TypeAdapter<>() {
            @Override
            public void write(com.google.gson.stream.JsonWriter out, Object value) throws IOException {
                out.nullValue();
            }

            @Override
            public Object read(com.google.gson.stream.JsonReader in) {
                throw new IllegalArgumentException("no time is expected");
            }
        };
    }

    private static String text(String file) throws IOException {
        return Files.readString(ROOT.resolve("deploy").resolve(file));
    }

    /** Who plans the memory of a machine goes by the document. */
    @Test
    void theDocumentNamesTheMemoryThatTheFlagsOfANodeGive() throws IOException {
        String flags = Files.readString(DIST.resolve("conf/node.jvmopts"));
        String memory = Files.readAllLines(ROOT.resolve("docs/operations.md")).stream()
                .dropWhile(line -> !line.startsWith("Memory of a node: "))
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        assertThat(memory)
                .contains("the heap (" + megabytes("-Xmx", flags) + " MB in `conf/node.jvmopts`)")
                .contains("outside it (" + megabytes("-XX:MaxDirectMemorySize=", flags) + " MB at most");
    }

    private static String megabytes(String flag, String flags) {
        Matcher found = Pattern.compile("(?m)^" + flag + "(\\d+)m$").matcher(flags);
        assertThat(found.find()).as(flag).isTrue();
        return found.group(1);
    }

    private static HearsayConfig load(Config config) {
        ClassLoader loader = DeployTest.class.getClassLoader();
        return HearsayConfig.load(config, Plugins.find(loader), loader);
    }

    /** All that the manifest says, by kind; a key that Kubernetes does not know, or lacks, fails. */
    private static Map<String, Object> manifest(String yaml) throws IOException {
        Map<String, Object> found = new LinkedHashMap<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            JsonElement json = GSON.toJsonTree(document);
            String kind = json.getAsJsonObject().get("kind").getAsString();
            switch (kind) {
                case "ConfigMap" -> V1ConfigMap.validateJsonElement(json);
                case "Service" -> V1Service.validateJsonElement(json);
                case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
                case "StatefulSet" -> V1StatefulSet.validateJsonElement(json);
                default -> throw new IllegalArgumentException("nobody checks a " + kind);
            }
            Class<?> type = switch (kind) {
                case "ConfigMap" -> V1ConfigMap.class;
                case "Service" -> V1Service.class;
                case "PodDisruptionBudget" -> V1PodDisruptionBudget.class;
                default -> V1StatefulSet.class;
            };
            assertThat(found.put(kind, GSON.fromJson(json, type))).isNull();
        }
        return found;
    }

    @Test
    void theManifestIsWhatKubernetesTakes() throws IOException {
        String yaml = text("kubernetes/hearsay.yaml");
        assertThat(manifest(yaml)).containsOnlyKeys("ConfigMap", "Service", "PodDisruptionBudget", "StatefulSet");
        assertThatThrownBy(() -> manifest(yaml.replace("readinessProbe:", "readynessProbe:")))
                .as("the check checks")
                .hasMessageContaining("readynessProbe");
        assertThatThrownBy(() -> manifest(yaml.replace("  serviceName: hearsay\n  replicas: 3", "  replicas: three")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void theManifestFitsItself() throws IOException {
        Map<String, Object> all = manifest(text("kubernetes/hearsay.yaml"));
        V1StatefulSet set = (V1StatefulSet) all.get("StatefulSet");
        V1Service service = (V1Service) all.get("Service");
        var template = set.getSpec().getTemplate();
        Map<String, String> labels = template.getMetadata().getLabels();
        assertThat(set.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(service.getSpec().getSelector()).isEqualTo(labels);
        assertThat(((V1PodDisruptionBudget) all.get("PodDisruptionBudget"))
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(set.getSpec().getServiceName())
                .isEqualTo(service.getMetadata().getName());
        assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
        V1Container node = template.getSpec().getContainers().get(0);
        assertThat(node.getReadinessProbe()).isNotNull();
        assertThat(node.getLivenessProbe()).isNotNull();
        Set<String> volumes = new HashSet<>();
        template.getSpec().getVolumes().stream().map(V1Volume::getName).forEach(volumes::add);
        set.getSpec()
                .getVolumeClaimTemplates()
                .forEach(claim -> volumes.add(claim.getMetadata().getName()));
        assertThat(volumes)
                .containsExactlyInAnyOrderElementsOf(node.getVolumeMounts().stream()
                        .map(V1VolumeMount::getName)
                        .toList());
    }

    @Test
    void theSettingsInTheManifestHoldOnEveryPod() throws IOException {
        Map<String, Object> all = manifest(text("kubernetes/hearsay.yaml"));
        V1StatefulSet set = (V1StatefulSet) all.get("StatefulSet");
        String conf = ((V1ConfigMap) all.get("ConfigMap")).getData().get("application.conf");
        Config environment = ConfigFactory.parseString(
                "HEARSAY_NODE_NAME = hearsay-1\n" + "HEARSAY_NODE_ADVERTISE = \"hearsay-1.hearsay:7001\"");
        HearsayConfig config =
                load(ConfigFactory.parseString(conf).resolveWith(environment).withFallback(NodeCommand.OF_PROCESSES));
        NodeStart.check(config);
        ProcessSettings process = config.process();
        assertThat(process.seeds()).hasSize(set.getSpec().getReplicas()).contains(process.advertise());
        assertThat(set.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isGreaterThan(process.drain().toSeconds() + 10);
    }

    @Test
    void theImageRunsAloneOrAsItIsTold() throws IOException {
        Config conf = ConfigFactory.parseString(text("docker/container.conf"));
        Config told = ConfigFactory.parseString(
                "HEARSAY_NODE_NAME = b, HEARSAY_NODE_ADVERTISE = \"b:7001\"\n" + "HEARSAY_NODE_SEED = \"a:7001\"");
        for (Config environment : List.of(ConfigFactory.empty(), told)) {
            HearsayConfig config =
                    load(conf.withFallback(environment).resolve().withFallback(NodeCommand.OF_PROCESSES));
            NodeStart.check(config);
            assertThat(config.process().seeds()).isEqualTo(environment.isEmpty() ? List.of() : List.of("a:7001"));
        }
    }

    @Test
    void theSampleHoldsAndIsForThreeHosts() {
        Path sample = DIST.resolve("conf/application.conf");
        Shell shell = Shell.hearsay("config", "--check", sample);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.exit()).isZero();
        ProcessSettings process = load(ConfigFactory.parseFile(sample.toFile())).process();
        assertThat(process.seeds()).hasSize(3).contains(process.advertise());
    }

    /** Hints must not be able to fill the heap: the process would end, find them again at its start, and end again. */
    @Test
    void aQuarterOfTheHeapHoldsTheHintsOfTheSampleAndOfTheDefaults() throws IOException {
        long megabytes = Long.parseLong(all("^-Xmx(\\d+)m$", Files.readString(DIST.resolve("conf/node.jvmopts")))
                .get(0));
        Config sample =
                ConfigFactory.parseFile(DIST.resolve("conf/application.conf").toFile());
        for (Config config : List.of(sample, ConfigFactory.empty())) {
            long limit = load(config).config().getBytes("hearsay.hints.limit");
            assertThat(limit).isLessThanOrEqualTo(megabytes * 1024 * 1024 / 4);
        }
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static Set<String> distributed() throws IOException {
        Set<String> names = new HashSet<>(Set.of("lib", "LICENSE"));
        try (Stream<Path> files = Files.walk(ROOT.resolve("deploy"))) {
            files.map(path -> ROOT.relativize(path).toString()).forEach(names::add);
        }
        try (Stream<Path> top = Files.list(DIST)) {
            top.map(path -> path.getFileName().toString()).forEach(names::add);
        }
        return names;
    }

    @Test
    void theImageIsMadeOfTheDistributionAndRunsAsNobodyInParticular() throws IOException {
        String file = text("docker/Dockerfile");
        List<String> instructions = all("^([A-Z]+) ", file.replaceAll("(?m)^#.*$", ""));
        assertThat(instructions)
                .isSubsetOf(List.of(
                        "FROM",
                        "COPY",
                        "RUN",
                        "LABEL",
                        "ENV",
                        "USER",
                        "WORKDIR",
                        "VOLUME",
                        "EXPOSE",
                        "STOPSIGNAL",
                        "HEALTHCHECK",
                        "CMD",
                        "ENTRYPOINT"))
                .contains("USER", "HEALTHCHECK", "ENTRYPOINT", "STOPSIGNAL");
        assertThat(all("^COPY (?!--from)(\\S+)", file)).isNotEmpty().isSubsetOf(distributed());
        assertThat(all("^COPY --from=(\\S+)", file)).isSubsetOf(all("^FROM \\S+ AS (\\S+)", file));
        assertThat(all("^FROM (\\S+)", file)).allMatch(image -> image.contains(":") && !image.endsWith(":latest"));
        assertThat(all("^USER (\\S+)", file)).containsExactly("10001:10001");
        assertThat(all("keep=(\\S+\\.so)", file)).hasSize(2);
        assertThat(all("^(?:ENTRYPOINT|CMD) (.*)$", file)).allMatch(words -> words.matches("\\[.*]"));
        assertThat(file.indexOf("USER 10001")).isLessThan(file.indexOf("ENTRYPOINT"));
    }

    @Test
    void theServiceStartsWhatIsThereAndWaitsForAsLongAsAStopTakes() throws IOException {
        String unit = text("systemd/hearsay.service");
        Map<String, String> keys = Pattern.compile("^([A-Za-z]+)=(.*)$", Pattern.MULTILINE)
                .matcher(unit)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (one, two) -> two));
        Matcher command = Pattern.compile("/opt/hearsay/(\\S+) node --config (\\S+) --data (\\S+)")
                .matcher(keys.get("ExecStart"));
        assertThat(command.matches()).isTrue();
        assertThat(DIST.resolve(command.group(1))).isExecutable();
        assertThat(command.group(3)).isEqualTo("/var/lib/" + keys.get("StateDirectory"));
        Duration drain = load(ConfigFactory.empty()).process().drain();
        assertThat(Duration.parse("PT" + keys.get("TimeoutStopSec"))).isGreaterThan(drain.plusSeconds(10));
        assertThat(keys)
                .containsEntry("Restart", "on-failure")
                .containsEntry("RestartPreventExitStatus", String.valueOf(Errors.WRONG_INPUT))
                .containsEntry("User", "hearsay")
                .containsKeys("LimitNOFILE", "NoNewPrivileges", "ProtectSystem");
        assertThat(unit.lines().filter(line -> !line.isBlank()))
                .allMatch(line -> line.matches("#.*|\\[(Unit|Service|Install)]|[A-Z][A-Za-z]+=.*"));
    }
}
