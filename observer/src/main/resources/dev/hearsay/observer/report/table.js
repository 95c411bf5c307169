// Tables that sort, page and search.
const PAGE_ROWS = 50;

// columns: {title, unit, metric, hint, text, value(row), cell(row)}; value is what the column sorts by, metric what its unit links to.
const sortableTable = (caption, columns, rows) => {
  let order = null, falling = false, page = 0, wanted = "";
  const body = el("tbody");
  const heads = columns.map((column, i) => el("th", {
    scope: "col", class: column.text ? "text" : "", "aria-sort": "none", title: column.hint ?? null },
    el("button", { type: "button", onclick: () => sort(i) }, column.title),
    column.unit ? el("small", {}, column.metric ? definitionLink(column.metric, column.unit) : column.unit) : null));
  const count = el("span", { class: "soft", "aria-live": "polite" });
  const back = el("button", { type: "button", onclick: () => { page--; draw(); } }, "‹ Back");
  const on = el("button", { type: "button", onclick: () => { page++; draw(); } }, "On ›");
  const search = el("input", { type: "search", placeholder: "Search rows", "aria-label": "Search rows",
    oninput: event => { wanted = event.target.value.toLowerCase(); page = 0; draw(); } });

  const sort = i => {
    falling = order === i ? !falling : !columns[i].text;
    order = i;
    page = 0;
    heads.forEach((head, j) => head.setAttribute("aria-sort", j !== i ? "none" : falling ? "descending" : "ascending"));
    draw();
  };
  const compare = (a, b) => {
    const x = columns[order].value(a), y = columns[order].value(b);
    if (x === null || x === undefined || y === null || y === undefined) {
      return (x === null || x === undefined ? 1 : 0) - (y === null || y === undefined ? 1 : 0);
    }
    const way = typeof x === "string" ? x.localeCompare(y, "en", { numeric: true }) : x - y;
    return falling ? -way : way;
  };
  const draw = () => {
    const texts = columns.filter(column => column.text);
    const found = rows.filter(row => !wanted || texts.map(column => column.value(row)).join(" ").toLowerCase().includes(wanted));
    if (order !== null) found.sort(compare);
    const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
    page = Math.min(Math.max(page, 0), pages - 1);
    const visible = found.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    body.replaceChildren(...visible.map(row => el("tr", {}, columns.map((column, i) =>
      el(i === 0 ? "th" : "td", { class: column.text ? "text" : "", scope: i === 0 ? "row" : null },
        column.cell ? column.cell(row) : String(column.value(row) ?? "–"))))));
    count.textContent = pages === 1 ? `${found.length} rows`
      : `rows ${page * PAGE_ROWS + 1}–${page * PAGE_ROWS + visible.length} of ${found.length}`;
    back.hidden = on.hidden = pages === 1;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
  };
  draw();
  return el("div", {},
    rows.length > 8 ? el("div", { class: "bar" }, search, count, back, on) : null,
    el("div", { class: "scroll" }, el("table", {}, el("caption", { hidden: true }, caption),
      el("thead", {}, el("tr", {}, heads)), body)));
};

const marks = {
  better: ["▲", "better"], worse: ["▼", "worse"], higher: ["↑", "higher"], lower: ["↓", "lower"],
  no_difference: ["=", "no difference shown"], needs_seeds: ["?", ""], one_seed: ["1", "one seed: no interval"],
  not_measured: ["–", "not measured"], baseline: ["◆", "baseline"],
};
const mark = (kind, sentence, hint) => el("span", { class: "mark " + kind, title: hint ?? null },
  `${marks[kind][0]} ${sentence ?? marks[kind][1]}`);

const verdictCell = (cell, metric, value) => {
  const unit = metric.unit;
  const parts = [interval(value, unit)];
  if (cell.variant === study.baseline && variants.length > 1) {
    parts.push(el("br"), mark("baseline"));
  } else if (value.length > 4 && value[4] !== "not_measured") {
    const [difference, low, high, p, correlation] = value.slice(6);
    const hint = value[5] + (difference === null ? "" : `. Difference to ${study.baseline}: ${withUnit(difference, unit)}`
      + (low === null ? "" : `, 95 % from ${shown(low, unit)} to ${shown(high, unit)}; p = ${digits(p)} after Holm`)
      + (correlation === null ? "" : `; correlation over seeds ${correlation.toFixed(2)}`));
    const short = value[4] === "no_difference" ? "no difference" : value[4] === "needs_seeds" ? value[5].replace("needs about ", "~").replace(/needs more seeds than.*/, "many more seeds") : value[5];
    parts.push(el("br"), mark(value[4], short, hint));
  }
  return parts;
};

const verdictTable = () => {
  const chosen = new Set(study.primary);
  const holder = el("div");
  const draw = () => {
    const text = (title, value) => ({ title, text: true, value });
    const columns = [text("Variant", cell => cell.variant)];
    if (several("workload")) columns.push(text("Workload", cell => cell.workload));
    if (several("condition")) columns.push(text("Condition", cell => cell.condition));
    const others = study.metrics.map(metric => metric.name).filter(name => !study.primary.includes(name));
    for (const metric of [...study.primary, ...others].filter(name => chosen.has(name) && metricIndex.has(name))
      .map(name => study.metrics[metricIndex.get(name)])) {
      const i = metricIndex.get(metric.name);
      const good = { lower: " Lower is better.", higher: " Higher is better.", neither: "" }[metric.better];
      columns.push({ title: words(metric.name), unit: unitWords(metric.unit), metric: metric.name, hint: metric.definition + good,
        value: cell => cell.values[i][0], cell: cell => verdictCell(cell, metric, cell.values[i]) });
    }
    holder.replaceChildren(sortableTable("Estimates and verdicts", columns, study.cells));
  };
  draw();
  const choices = study.metrics.map(metric => el("label", { title: metric.definition },
    el("input", { type: "checkbox", checked: chosen.has(metric.name), onchange: event => {
      if (event.target.checked) chosen.add(metric.name); else chosen.delete(metric.name);
      draw();
    } }), " " + words(metric.name)));
  return [holder, el("details", {}, el("summary", {}, `Choose columns (${study.metrics.length} metrics)`),
    el("p", { class: "soft" }, "Metrics beyond the primary ones are exploration: their verdicts are corrected for each other, "
      + "but nobody said beforehand that they would be looked at."), el("div", { class: "choices" }, choices))];
};
