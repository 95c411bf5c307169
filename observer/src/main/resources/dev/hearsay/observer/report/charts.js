// Figures. Each is drawn by a function of nothing, so that a change of the colour scheme draws it again.
const drawn = [];

const plot = (holder, options, label) => {
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", label);
  drawn.push({ holder, options, chart: null });
};

const drawAll = () => {
  for (const one of drawn) {
    one.chart?.dispose();
    one.chart = echarts.init(one.holder, null, { renderer: "svg" });
    one.chart.setOption({ animation: false, textStyle: { fontFamily: "system-ui, 'Segoe UI', Roboto, sans-serif", color: colour("ink") }, ...one.options() });
  }
};

const redraw = holder => {
  const one = drawn.find(candidate => candidate.holder === holder);
  one.chart.setOption({ animation: false, ...one.options() }, true);
};

// Ticks are round already; two that differ must not look alike.
const tick = value => typeof value !== "number" ? value : Math.abs(value) >= 100 ? digits(value) : String(Number(value.toPrecision(6)));
const axis = (name, unit, more = {}) => ({
  name, nameLocation: "middle", nameGap: 46, nameTextStyle: { color: colour("soft") },
  axisLabel: { color: colour("soft"), formatter: tick }, axisLine: { onZero: false, lineStyle: { color: colour("line") } },
  splitLine: { lineStyle: { color: colour("line") } }, ...more });
// Long names are set in lines, so that neighbours do not run into each other.
const categories = (data, name = "") => axis(name, "", { type: "category", data: data.map(text => text.replaceAll(" · ", "\n")), nameGap: 30,
  splitLine: { show: false }, axisLabel: { color: colour("soft"), interval: data.length > 12 ? "auto" : 0, lineHeight: 15, overflow: "break",
    width: Math.max(44, 460 / data.length), fontSize: data.length > 8 ? 11 : 12, hideOverlap: data.length > 12 } });
const legend = () => ({ type: "scroll", top: 0, left: 0, textStyle: { color: colour("ink") }, itemWidth: 14, itemHeight: 9 });
const tip = formatter => ({ confine: true, backgroundColor: colour("card"), borderColor: colour("line"),
  textStyle: { color: colour("ink"), fontSize: 13 }, formatter });
const safe = text => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;");
const scaled = (value, unit) => value === null || value === undefined ? null : isShare(unit) ? value * 100 : value;

// A dot per cell with its interval; variants stand side by side within each place of the axis.
const dotsWithIntervals = name => {
  const metric = study.metrics[metricIndex.get(name)], index = metricIndex.get(name), unit = metric.unit;
  const series = [];
  variants.forEach((variant, v) => {
    const offset = (v - (variants.length - 1) / 2) * Math.min(0.16, 0.7 / variants.length);
    const points = [];
    for (const cell of study.cells) {
      const [estimate, low, high] = cell.values[index].map(value => scaled(value, typeof value === "number" ? unit : ""));
      if (cell.variant === variant && estimate !== null) {
        points.push({ value: [places.indexOf(place(cell)) + offset, estimate, low ?? estimate, high ?? estimate], cell });
      }
    }
    const hue = hueOf(v);
    series.push({ type: "scatter", name: variant, data: points, symbol: symbolOf(v), symbolSize: 10, itemStyle: { color: hue },
      encode: { x: 0, y: 1 }, z: 3 });
    series.push({ type: "custom", name: variant, data: points, itemStyle: { color: hue }, z: 2,
      encode: { x: 0, y: [1, 2, 3] }, renderItem: (_, api) => bar(api, hue) });
    const predicted = points.filter(point => point.cell.predicted[name] !== undefined).map(point => ({
      value: [point.value[0], scaled(Number(point.cell.predicted[name]), unit)], cell: point.cell, predicted: true }));
    if (predicted.length) {
      series.push({ type: "scatter", name: "predicted", data: predicted, symbol: "diamond", symbolSize: 16, z: 4,
        itemStyle: { color: "transparent", borderColor: colour("ink"), borderWidth: 1.5 } });
    }
  });
  return {
    grid: { left: 62, right: 14, top: 36, bottom: places.some(one => one.includes(" · ")) ? 52 : 40 }, legend: legend(),
    tooltip: tip(({ data }) => `<b>${safe(data.cell.variant)}</b><br>${safe(place(data.cell))}<br>` + (data.predicted
      ? `predicted ${digits(data.value[1])}` : `${words(name)}: ${interval(data.cell.values[index], unit)} ${unitWords(unit)}`)),
    xAxis: [{ ...categories(places), }, { type: "value", min: -0.5, max: places.length - 0.5, show: false }],
    yAxis: axis(unitWords(unit), unit, { type: "value", min: 0 }),
    series: series.map(one => ({ ...one, xAxisIndex: 1 })),
  };
};

const bar = (api, hue) => {
  const [x, low] = api.coord([api.value(0), api.value(2)]);
  const high = api.coord([api.value(0), api.value(3)])[1];
  const style = { stroke: hue, lineWidth: 1.6, fill: null };
  const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
  return { type: "group", children: [line(x, low, x, high), line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] };
};

// A figure whose metric can be chosen among related ones that have numbers.
const metricFigure = (title, names, wide) => {
  const measured = names.filter(name => metricIndex.has(name)
    && study.cells.some(cell => cell.values[metricIndex.get(name)][0] !== null));
  if (!measured.length) return null;
  let name = measured.find(one => study.primary.includes(one)) ?? measured[0];
  const holder = el("div", { class: "plot" });
  const caption = el("figcaption");
  const say = () => caption.replaceChildren(study.metrics[metricIndex.get(name)].definition + " ", definitionLink(name, "Definition"));
  const select = el("select", { "aria-label": title + ": metric", onchange: event => {
    name = event.target.value;
    say();
    redraw(holder);
  } }, measured.map(one => el("option", { value: one, selected: one === name }, words(one))));
  say();
  plot(holder, () => dotsWithIntervals(name), title + " by variant and condition; the table has the numbers");
  return el("figure", { class: wide ? "wide" : "" }, el("header", {}, el("h3", {}, title), select), holder, caption);
};

const mechanisms = ["quorum", "read_repair", "hints", "anti_entropy", "membership", "client"];
const costFigure = what => {
  const names = mechanisms.map(one => `${what}_${one}`).filter(name => metricIndex.has(name));
  const spent = names.filter(name => study.cells.some(cell => cell.values[metricIndex.get(name)][0] > 0));
  if (!spent.length) return null;
  const holder = el("div", { class: "plot" });
  const labels = study.cells.map(cell => variants.length > 1 ? `${cell.variant}\n${place(cell)}` : place(cell));
  plot(holder, () => ({
    grid: { left: 70, right: 14, top: 36, bottom: study.cells.length > 12 ? 96 : 58 }, legend: legend(),
    tooltip: { ...tip(items => `<b>${safe(study.cells[items[0].dataIndex].variant)}</b>, ${safe(place(study.cells[items[0].dataIndex]))}<br>`
      + items.map(item => `${item.marker}${item.seriesName}: ${digits(item.value)}`).join("<br>")
      + `<br>together: ${digits(items.reduce((sum, item) => sum + (item.value ?? 0), 0))}`), trigger: "axis" },
    xAxis: { ...categories(labels), axisLabel: { color: colour("soft"), interval: 0, lineHeight: 16, fontSize: study.cells.length > 12 ? 10 : 12,
      rotate: study.cells.length > 12 ? 60 : 0 } },
    yAxis: axis(`${what} per operation`, "", { type: "value" }),
    series: spent.map((name, i) => ({ type: "bar", stack: "cost", barMaxWidth: 46, itemStyle: { color: hueOf(i) },
      name: words(name.slice(what.length + 1)), data: study.cells.map(cell => cell.values[metricIndex.get(name)][0]) })),
  }), `${words(what)} per operation by mechanism; the table has the numbers`);
  return el("figure", { class: study.cells.length > 8 ? "wide" : "" }, el("header", {}, el("h3", {}, `${words(what)} per operation, by mechanism`)),
    holder, el("figcaption", {}, "Warm-up included; membership and anti-entropy cost by time, so their share falls as load rises."));
};

// Latency against staleness; the closer to the corner the better, the smaller the cheaper.
const tradeFigure = () => {
  const [x, y, size] = ["read_latency_p99", "stale_reads", "bytes"].map(name => metricIndex.get(name));
  const measured = study.cells.filter(cell => [x, y, size].every(i => i !== undefined && cell.values[i][0] !== null));
  if (measured.length < 2) return null;
  const beats = (a, b) => [x, y, size].every(i => a.values[i][0] <= b.values[i][0])
    && [x, y, size].some(i => a.values[i][0] < b.values[i][0]);
  const front = cell => !measured.some(other => place(other) === place(cell) && beats(other, cell));
  const most = Math.max(...measured.map(cell => cell.values[size][0]));
  const holder = el("div", { class: "plot" });
  plot(holder, () => ({
    grid: { left: 62, right: 20, top: 36, bottom: 48 }, legend: legend(),
    tooltip: tip(({ data }) => `<b>${safe(data.cell.variant)}</b><br>${safe(place(data.cell))}<br>read p99 ${digits(data.value[0])} ms<br>stale `
      + `${digits(data.value[1])} %<br>${digits(data.cell.values[size][0])} bytes per operation<br>`
      + (front(data.cell) ? "nothing here is better in all three" : "something here is better in all three")),
    xAxis: axis("read latency p99, ms", "ms", { type: "value", nameGap: 28, scale: true }),
    yAxis: axis("stale reads, %", "ratio", { type: "value" }),
    series: variants.map((variant, v) => ({ type: "scatter", name: variant, symbol: symbolOf(v), itemStyle: { color: hueOf(v) },
      data: measured.filter(cell => cell.variant === variant).map(cell => ({ cell,
        value: [cell.values[x][0], cell.values[y][0] * 100], symbolSize: 6 + 12 * Math.sqrt(cell.values[size][0] / (most || 1)),
        itemStyle: front(cell) ? { borderColor: colour("ink"), borderWidth: 2 } : { opacity: 0.55 } })) })),
  }), "Stale reads against read latency; the table has the numbers");
  return el("figure", {}, el("header", {}, el("h3", {}, "Latency, staleness and bytes at once")), holder,
    el("figcaption", {}, "Area: bytes per operation. Outlined: under the same load and condition no variant is better in all three."));
};
