// The page, top to bottom: verdict first, then what it rests on.
const notice = (kind, title, sentences) => sentences.length ? el("div", { class: "notice " + kind, role: "note" }, el("b", {}, title),
  el("ul", {}, sentences.map(sentence => el("li", {}, sentence)))) : null;

const fact = (value, name) => el("div", {}, el("b", {}, value), el("span", {}, name));

const head = () => {
  const cells = study.grid ? study.grid.rows.length : study.cells.length;
  const links = study.grid ? [["verdict", "Agreement"],
    ...pairOrder().filter(i => isDrawn(i)).map(i => ["pair" + i, pairTitle(i)]), ["rows", "All rows"], ["card", "Run card"], ["definitions", "Definitions"]]
    : [["verdict", "Verdict"], ["figures", "Freshness and latency"], ["cost", "Cost"], ["card", "Run card"], ["definitions", "Definitions"]];
  return [
    el("h1", {}, study.suite),
    study.description ? el("p", { class: "lead" }, study.description) : null,
    el("p", { class: "soft" }, study.grid ? "A published experiment, run again: their figures beside ours."
      : variants.length > 1 ? "Designs compared on the same seeds: the same load, the same faults, the same delays."
        : "One design, measured."),
    el("nav", { "aria-label": "Sections" }, links.map(([id, title]) => el("a", { href: "#" + id }, title))),
    el("div", { class: "facts" }, fact(digits(study.runs), "runs"), fact(digits(cells), study.grid ? "rows" : "cells"),
      fact(digits(study.seeds.length), study.seeds.length === 1 ? "seed" : "seeds"),
      variants.length > 1 ? fact(study.baseline, "baseline") : null, fact("v" + study.definitions, "definitions")),
    notice("red", "Not shown by this suite", study.warnings),
    notice("amber", "To be read with care", study.remarks),
  ];
};

const predictions = () => {
  const rows = study.cells.flatMap(cell => Object.entries(cell.predicted).filter(([name]) => metricIndex.has(name))
    .map(([name, predicted]) => ({ cell, metric: study.metrics[metricIndex.get(name)], predicted: Number(predicted),
      value: cell.values[metricIndex.get(name)] })));
  if (!rows.length) return [];
  const inside = ({ value, predicted }) => value[1] === null || value[1] === value[2] ? null : value[1] <= predicted && predicted <= value[2];
  return [el("h2", { id: "validity" }, "Against the closed form"),
    el("p", { class: "soft" }, "What the model says exactly, and whether it lies inside the interval that was measured; of intervals at 95 %, one in "
      + "twenty misses."),
    sortableTable("Predictions", [
      { title: "Variant", text: true, value: row => row.cell.variant },
      { title: "Where", text: true, value: row => place(row.cell) },
      { title: "Metric", text: true, value: row => words(row.metric.name) },
      { title: "Predicted", value: row => row.predicted, cell: row => withUnit(row.predicted, row.metric.unit) },
      { title: "Measured", value: row => row.value[0], cell: row => interval(row.value, row.metric.unit) },
      { title: "Inside", value: row => Number(inside(row)), cell: row => inside(row) === null ? mark("not_measured", "no spread over seeds")
        : inside(row) ? mark("better", "inside") : mark("worse", "outside") },
    ], rows)];
};

const suitePage = () => {
  const latencies = kind => ["p50", "p99", "mean", "p90", "p999", "max"].map(moment => `${kind}_latency_${moment}`);
  const legendRow = el("div", { class: "legend" }, ["better", "worse", "no_difference", "one_seed"].map(kind => mark(kind)),
    mark("needs_seeds", "~n more seeds: open, needs about n more seeds"));
  return [
    el("h2", { id: "verdict" }, "Verdict"),
    el("p", { class: "soft" }, "Estimates are means over seeds ± half of the 95 % interval. ", ...(variants.length > 1 ? ["Verdicts compare each "
      + "variant with ", el("b", {}, study.baseline), " seed by seed, corrected for the number of comparisons; a difference below 2 % counts as none. "
      + "Point at a verdict for the difference; the unit of a column leads to its definition."] : ["The unit of a column leads to its definition."])),
    variants.length > 1 ? legendRow : null,
    ...verdictTable(),
    ...predictions(),
    el("h2", { id: "figures" }, "Freshness and latency"),
    el("div", { class: "figures" },
      metricFigure("Staleness", ["stale_reads", "stale_reads_client", "stale_reads_seed_rule", "versions_behind", "age_mean", "age_p99",
        "read_your_writes_violations", "monotonic_reads_violations"]),
      metricFigure("Read latency", latencies("read")), metricFigure("Write latency", latencies("write")), tradeFigure(),
      metricFigure("Convergence", ["convergence_time", "divergence_max", "divergence_at_end", "inconsistency_window_p99"]),
      metricFigure("Outcomes", ["done", "unknown", "refused", "timeouts", "throughput"]),
      metricFigure("Conflict and loss", ["lost_updates", "lost_update_rate", "siblings_mean", "siblings_max", "false_concurrency"])),
    el("h2", { id: "cost" }, "Cost"),
    el("div", { class: "figures" }, costFigure("bytes"), costFigure("messages"),
      metricFigure("Membership", ["membership_bytes_rate", "membership_messages_rate", "suspicions"])),
  ];
};

const card = () => {
  const text = value => typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  const seeds = study.seeds.length > 60 ? study.seeds.slice(0, 60).join(", ") + ", … (all in runs.csv)" : study.seeds.join(", ");
  return [el("h2", { id: "card" }, "Run card"),
    el("dl", {}, Object.entries(study.environment).flatMap(([name, value]) => [el("dt", {}, words(name).replace("Jvm", "JVM").replace("Os", "OS")), el("dd", {}, text(value))]),
      el("dt", {}, "Seeds"), el("dd", {}, seeds), el("dt", {}, "Traces"), el("dd", {}, "the digest of every run's trace is in runs.csv"),
      el("dt", {}, "Resolution"), el("dd", {}, "latencies to three digits above a microsecond; mean and maximum exact")),
    el("details", {}, el("summary", {}, "Resolved configuration"), el("pre", {}, study.configuration)),
    el("details", { id: "definitions" }, el("summary", {}, "Definitions of all metrics"),
      el("p", { class: "soft" }, "In short; in full, with sources, in docs/measures.md of the project."),
      el("dl", {}, study.metrics.flatMap(metric => [el("dt", { id: "def-" + metric.name }, `${words(metric.name)}, ${unitWords(metric.unit)}`),
        el("dd", {}, metric.definition)])))];
};

document.getElementById("page").replaceChildren(...[...head(), ...(study.grid ? gridPage() : suitePage()), ...card()].filter(Boolean));
drawAll();
const followDefinition = () => {
  if (!location.hash.startsWith("#def")) return;
  document.getElementById("definitions").open = true;
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", followDefinition);
followDefinition();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
let waiting = 0;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => drawn.forEach(one => one.chart.resize()), 120);
});
