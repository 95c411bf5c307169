package dev.hearsay.observer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearsay.observer.GridCell;
import dev.hearsay.observer.Metric;
import dev.hearsay.observer.measure.Catalogue;
import dev.hearsay.observer.results.CellSummary;
import dev.hearsay.observer.results.Comparison;
import dev.hearsay.observer.results.Study;
import dev.hearsay.observer.statistics.Interval;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All that the page shows, as one block of JSON that may stand inside an HTML script element. */
final class PageJson {

    /** So that no text, whatever it holds, ends the element or opens a comment. */
    private static final class InsideHtml extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private final int[] escapes;

        InsideHtml() {
            escapes = CharacterEscapes.standardAsciiEscapesForJSON();
            escapes['<'] = CharacterEscapes.ESCAPE_STANDARD;
            escapes['>'] = CharacterEscapes.ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int character) {
            return new SerializedString(String.format("\\u%04x", character));
        }
    }

    private final Study study;
    private final List<CellSummary> cells;
    private final JsonGenerator json;

    private PageJson(Study study, List<CellSummary> cells, JsonGenerator json) {
        this.study = study;
        this.cells = cells;
        this.json = json;
    }

    static String of(Study study, List<CellSummary> cells) throws IOException {
        StringWriter out = new StringWriter();
        ObjectMapper mapper = JsonMapper.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .build();
        try (JsonGenerator json = mapper.getFactory().createGenerator(out)) {
            json.setCharacterEscapes(new InsideHtml());
            new PageJson(study, cells, json).page();
        }
        return out.toString();
    }

    private void page() throws IOException {
        json.writeStartObject();
        json.writeStringField("suite", study.suite());
        json.writeStringField("description", study.description());
        json.writeStringField("baseline", study.baseline());
        json.writeNumberField("definitions", Catalogue.DEFINITIONS_VERSION);
        json.writeNumberField("runs", study.runs().size());
        json.writeObjectField("environment", study.environment());
        json.writeStringField("configuration", study.configuration());
        json.writeObjectField("warnings", Vacuity.warnings(study));
        json.writeObjectField("remarks", Vacuity.remarks(study));
        json.writeObjectField("primary", study.primary());
        seeds();
        metrics();
        if (PublishedGrid.isOne(study)) {
            grid(PublishedGrid.of(study));
        } else {
            cells();
        }
        json.writeEndObject();
    }

    private void seeds() throws IOException {
        Set<Long> seeds = new LinkedHashSet<>();
        study.runs().forEach(run -> seeds.add(run.seed()));
        json.writeArrayFieldStart("seeds");
        for (long seed : seeds) {
            json.writeString(Long.toString(seed));
        }
        json.writeEndArray();
    }

    private void metrics() throws IOException {
        json.writeArrayFieldStart("metrics");
        for (Metric metric : study.metrics()) {
            json.writeStartObject();
            json.writeStringField("name", metric.name());
            json.writeStringField("unit", metric.unit());
            json.writeStringField("better", metric.better().name().toLowerCase(Locale.ROOT));
            json.writeStringField("definition", metric.definition());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void cells() throws IOException {
        Map<GridCell, Map<String, Comparison>> comparisons = Comparison.of(study, cells);
        json.writeArrayFieldStart("cells");
        for (CellSummary cell : cells) {
            Map<String, Comparison> compared = comparisons.getOrDefault(cell.cell(), new LinkedHashMap<>());
            json.writeStartObject();
            json.writeStringField("variant", cell.cell().variant());
            json.writeStringField("workload", cell.cell().workload());
            json.writeStringField("condition", cell.cell().condition());
            json.writeNumberField("runs", cell.runs().size());
            predictions(cell);
            json.writeArrayFieldStart("values");
            for (Metric metric : study.metrics()) {
                value(cell.estimate(metric), compared.get(metric.name()));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Estimate, low, high, seeds; then, against the baseline, kind, sentence, difference, low, high, adjusted p, correlation. */
    private void value(Interval interval, Comparison against) throws IOException {
        json.writeStartArray();
        numbers(interval.estimate(), interval.low(), interval.high());
        json.writeNumber(interval.seeds());
        if (against != null) {
            json.writeString(against.verdict().kind().name().toLowerCase(Locale.ROOT));
            json.writeString(against.verdict().sentence());
            Interval difference = against.paired().difference();
            numbers(difference.estimate(), difference.low(), difference.high());
            numbers(against.adjusted(), against.paired().pair().correlation());
        }
        json.writeEndArray();
    }

    private void predictions(CellSummary cell) throws IOException {
        json.writeObjectFieldStart("predicted");
        for (Map.Entry<String, String> prediction : cell.predictions().entrySet()) {
            json.writeStringField(prediction.getKey(), prediction.getValue());
        }
        json.writeEndObject();
    }

    private void grid(PublishedGrid grid) throws IOException {
        json.writeObjectFieldStart("grid");
        json.writeObjectField("parameters", grid.parameters());
        json.writeArrayFieldStart("pairs");
        for (int i = 0; i < grid.pairs().size(); i++) {
            PublishedGrid.Pair pair = grid.pairs().get(i);
            json.writeStartObject();
            json.writeStringField("theirs", pair.theirs());
            json.writeStringField("metric", pair.ours().name());
            json.writeStringField("unit", pair.ours().unit());
            agreement(grid.agreement(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (PublishedGrid.Row row : grid.rows()) {
            json.writeStartArray();
            json.writeObject(row.names());
            list(row.parameters());
            list(row.ours());
            list(row.theirs());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void agreement(PublishedGrid.Agreement agreement) throws IOException {
        json.writeNumberField("rows", agreement.rows());
        json.writeFieldName("ours");
        numbers(agreement.ours());
        json.writeFieldName("their");
        numbers(agreement.theirs());
        json.writeFieldName("ratio");
        numbers(agreement.medianRatio());
        json.writeFieldName("correlation");
        numbers(agreement.rankCorrelation());
    }

    private void list(double[] values) throws IOException {
        json.writeStartArray();
        numbers(values);
        json.writeEndArray();
    }

    /** JSON has neither NaN nor infinity: both are null. */
    private void numbers(double... values) throws IOException {
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
