package dev.hearsay.cli.bench;

import dev.hearsay.api.plugin.ConfigurationException;
import dev.hearsay.observer.history.Ending;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Histograms as a log that the tools of HdrHistogram read: a tag for each kind and outcome, such as {@code read-done}. */
final class HdrFile implements AutoCloseable {
    private final HistogramLogWriter log;
    private long sinceMillis;

    private HdrFile(HistogramLogWriter log) {
        this.log = log;
    }

    /** @throws ConfigurationException if the file is there already, or cannot be written */
    static HdrFile create(Path file) {
        if (Files.exists(file)) {
            throw new ConfigurationException(file + " is already there; choose another name, or move it away");
        }
        try {
            return new HdrFile(new HistogramLogWriter(file.toFile()));
        } catch (FileNotFoundException e) {
            throw new ConfigurationException("cannot write " + file + " (" + e.getMessage() + ")", e);
        }
    }

    void begin(String what, long nowMillis) {
        sinceMillis = nowMillis;
        log.outputComment("[" + what + ", times in ns, Interval_Max in ms]");
        log.outputLogFormatVersion();
        log.outputStartTime(nowMillis);
        log.setBaseTime(nowMillis);
        log.outputLegend();
    }

    void write(Act act, Ending ending, Histogram times, long nowMillis) {
        times.setTag((act + "-" + ending).toLowerCase(Locale.ROOT).replace('_', '-'));
        times.setStartTimeStamp(sinceMillis);
        times.setEndTimeStamp(nowMillis);
        log.outputIntervalHistogram(times);
    }

    /** What comes next belongs to the next interval. */
    void next(long nowMillis) {
        sinceMillis = nowMillis;
    }

    @Override
    public void close() {
        log.close();
    }
}
