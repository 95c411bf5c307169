// A grid that somebody else ran before: their figures and ours, against each parameter.
const finite = value => value !== null && Number.isFinite(value);
const mean = values => values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
const quantile = (sorted, q) => sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] : null;

const parameterWords = { n: "replication factor N", r: "read quorum R", w: "write quorum W", clients: "clients", delay: "mean delay, ms",
  drop: "dropped messages, ‰", down: "pause of a node per round, %", up: "resume per round, %" };

// Mean of the rows at each value of the parameter, and the range that holds the middle 80 % of them.
const against = (parameter, pair, which) => {
  const groups = new Map();
  for (const row of study.grid.rows) {
    const x = row[1][parameter], y = row[which][pair];
    if (finite(x) && finite(row[2][pair]) && finite(row[3][pair])) {
      if (!groups.has(x)) groups.set(x, []);
      groups.get(x).push(scaled(y, study.grid.pairs[pair].unit));
    }
  }
  return [...groups].sort((a, b) => a[0] - b[0]).map(([x, ys]) => {
    ys.sort((a, b) => a - b);
    return { x, n: ys.length, mean: mean(ys), low: quantile(ys, 0.1), high: quantile(ys, 0.9) };
  });
};

const overlayFigure = (parameter, pair) => {
  const name = study.grid.parameters[parameter];
  const sides = [["ours", 2, 0, "circle"], ["theirs", 3, 1, "triangle"]].map(([label, which, hue, symbol]) =>
    ({ label, hue, symbol, groups: against(parameter, pair, which) }));
  const xs = sides[0].groups.map(group => group.x);
  if (xs.length < 2) return null;
  const unit = study.grid.pairs[pair].unit;
  const holder = el("div", { class: "plot", style: "height:270px" });
  plot(holder, () => ({
    grid: { left: 60, right: 14, top: 32, bottom: 46 }, legend: { ...legend(), data: ["ours", "theirs"] },
    tooltip: { ...tip(items => {
      const i = items[0].dataIndex;
      return `<b>${safe(parameterWords[name] ?? name)} = ${xs[i]}</b>, ${sides[0].groups[i].n} rows<br>` + sides.map(({ label, groups }) =>
        `${label}: ${digits(groups[i].mean)} (${digits(groups[i].low)} to ${digits(groups[i].high)})`).join("<br>");
    }), trigger: "axis" },
    xAxis: { ...categories(xs.map(String), parameterWords[name] ?? name), boundaryGap: true },
    yAxis: axis(unitWords(unit), unit, { type: "value", min: 0 }),
    series: sides.flatMap(({ label, hue, symbol, groups }) => [
      { type: "line", stack: label, data: groups.map(group => group.low), lineStyle: { opacity: 0 }, symbol: "none", silent: true },
      { type: "line", stack: label, data: groups.map(group => group.high - group.low), lineStyle: { opacity: 0 }, symbol: "none",
        areaStyle: { color: hueOf(hue), opacity: 0.13 }, silent: true },
      { type: "line", name: label, data: groups.map(group => group.mean), symbol, symbolSize: 8, itemStyle: { color: hueOf(hue) },
        lineStyle: { width: 2, type: hue ? "dashed" : "solid" }, z: 3 },
    ]),
  }), `Ours and theirs against ${name}; the table has the rows`);
  return el("figure", {}, el("header", {}, el("h3", {}, `${pairTitle(pair)} against ${(parameterWords[name] ?? name).replace(/, .*$/, "")}`)), holder);
};

const pairTitle = pair => ({ stale_reads_seed_rule: "Stale gets", read_latency_mean: "Get latency", write_latency_mean: "Put latency" })[
  study.grid.pairs[pair].metric] ?? words(study.grid.pairs[pair].metric);

const scatterFigure = pair => {
  const unit = study.grid.pairs[pair].unit;
  const points = study.grid.rows.filter(row => finite(row[2][pair]) && finite(row[3][pair]))
    .map(row => ({ value: [scaled(row[3][pair], unit), scaled(row[2][pair], unit)], row }));
  if (!points.length) return null;
  const most = Math.max(...points.flatMap(point => point.value)) || 1;
  const step = 10 ** Math.floor(Math.log10(most));
  const top = Math.ceil(most / step) * step;
  const holder = el("div", { class: "plot", style: "height:300px" });
  plot(holder, () => ({
    grid: { left: 60, right: 20, top: 14, bottom: 46 },
    tooltip: tip(({ data }) => data.row ? `${data.row[0].map(safe).join("<br>")}<br>theirs ${digits(data.value[0])}, ours ${digits(data.value[1])}` : ""),
    xAxis: axis(`theirs, ${unitWords(unit)}`, unit, { type: "value", nameGap: 28, min: 0, max: top }),
    yAxis: axis(`ours, ${unitWords(unit)}`, unit, { type: "value", min: 0, max: top }),
    series: [{ type: "scatter", data: points, symbolSize: 5, itemStyle: { color: hueOf(0), opacity: 0.35 }, large: false },
      { type: "line", data: [[0, 0], [top, top]], symbol: "none", lineStyle: { color: colour("soft"), type: "dotted" }, silent: true }],
  }), `Ours against theirs, a dot per row`);
  return el("figure", {}, el("header", {}, el("h3", {}, `${pairTitle(pair)}, row by row`)), holder);
};

// Shares first, since they are what the experiment was about.
const pairOrder = () => study.grid.pairs.map((_, i) => i)
  .sort((a, b) => (isShare(study.grid.pairs[a].unit) ? 0 : 1) - (isShare(study.grid.pairs[b].unit) ? 0 : 1) || a - b);
const isDrawn = i => isShare(study.grid.pairs[i].unit) || study.grid.pairs[i].unit === "ms";

const gridPage = () => {
  const { parameters, pairs, rows } = study.grid;
  const order = pairOrder();
  const drawnPairs = order.filter(isDrawn);
  const charts = pair => parameters.map((_, i) => overlayFigure(i, pair)).filter(Boolean);
  const column = (title, value, cell, unit) => ({ title, value, cell, unit });
  const table = sortableTable("All rows", [
    ...["Variant", "Workload", "Condition"].map((title, i) => ({ title, text: true, value: row => row[0][i] })),
    ...order.flatMap(i => [["ours", 2], ["theirs", 3]].map(([side, which]) => column(`${pairTitle(i)}, ${side}`,
      row => row[which][i], row => shown(row[which][i], pairs[i].unit), unitWords(pairs[i].unit)))),
  ], rows);
  return [
    el("h2", { id: "verdict" }, "Do the two agree?"),
    el("p", { class: "soft" }, "Means over all rows. The rank correlation says whether the same rows stand out; the median ratio, how far apart "
      + "a typical row is."),
    sortableTable("Agreement", [
      { title: "Figure", text: true, value: pairTitle, cell: i => definitionLink(pairs[i].metric, pairTitle(i)) },
      column("Rows", i => pairs[i].rows, i => digits(pairs[i].rows)),
      column("Ours", i => pairs[i].ours, i => withUnit(pairs[i].ours, pairs[i].unit)),
      column("Theirs", i => pairs[i].their, i => withUnit(pairs[i].their, pairs[i].unit)),
      column("Median of ours ÷ theirs", i => pairs[i].ratio, i => digits(pairs[i].ratio)),
      column("Rank correlation", i => pairs[i].correlation, i => finite(pairs[i].correlation) ? pairs[i].correlation.toFixed(2) : "–"),
    ], order),
    ...drawnPairs.flatMap(pair => [
      el("h2", { id: "pair" + pair }, pairTitle(pair)),
      el("p", { class: "soft" }, "Lines: mean of the rows that share the value. Bands: the middle 80 % of them. Rows differ in everything else too, "
        + "but each row is in both lines."),
      el("div", { class: "figures" }, ...charts(pair), scatterFigure(pair))]),
    el("h2", { id: "rows" }, "All rows"), table,
  ];
};
