package dev.hearsay.cli;

import dev.hearsay.node.wiring.Plugins;
import dev.hearsay.node.wiring.Plugins.Plugin;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.jar.JarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hearsay plugins}: every strategy that was found. */
@Command(
        name = "plugins",
        description = "List every strategy with its kind, name, class and jar; the broken ones with what is wrong.")
final class PluginsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Plugin> plugins =
                Plugins.find(PluginsCommand.class.getClassLoader()).all();
        int kind = width("KIND", plugins, plugin -> plugin.slot().section());
        int name = width("NAME", plugins, Plugin::name);
        int type = width("CLASS", plugins, Plugin::type);
        String row = "%-" + kind + "s  %-" + name + "s  %-" + type + "s  %s%n";
        PrintWriter out = spec.commandLine().getOut();
        out.printf(row, "KIND", "NAME", "CLASS", "JAR");
        boolean sound = true;
        for (Plugin plugin : plugins) {
            boolean broken = !plugin.problem().isEmpty();
            String where = broken ? plugin.source() + "  cannot be used: " + plugin.problem() : plugin.source();
            out.printf(row, plugin.slot().section(), plugin.name(), plugin.type(), where);
            sound &= !broken;
        }
        for (String torn : tornJars()) {
            out.println(torn);
            sound = false;
        }
        out.flush();
        return sound ? 0 : Errors.FAILED;
    }

    /** The JVM passes over what it cannot open. */
    private static List<String> tornJars() {
        List<String> torn = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && new File(entry).exists()) {
                try (JarFile jar = new JarFile(entry)) {
                    jar.size();
                } catch (IOException e) {
                    torn.add(entry + "  cannot be used: " + e.getMessage());
                }
            }
        }
        return torn;
    }

    private static int width(String heading, List<Plugin> plugins, Function<Plugin, String> column) {
        int width = heading.length();
        for (Plugin plugin : plugins) {
            width = Math.max(width, column.apply(plugin).length());
        }
        return width;
    }
}
