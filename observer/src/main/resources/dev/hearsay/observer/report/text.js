// What every part of the page needs: elements, numbers as text, colours.
const study = JSON.parse(document.getElementById("study").textContent);
const metricIndex = new Map(study.metrics.map((metric, i) => [metric.name, i]));

const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined));
  return made;
};

const words = name => name.replace(/_/g, " ").replace(/\bp999\b/, "p99.9").replace(/^./, c => c.toUpperCase());
const isShare = unit => unit === "ratio";
const unitWords = unit => ({ ratio: "%", ms: "ms", bool: "0 or 1", ops_per_s: "operations/s" })[unit] ??
  unit.replace(/_per_/, "/").replace(/_/g, " ").replace("node s", "node and s").replace("/op", "/operation");

// Three significant digits, more before the point if there are more; never an exponent for what people count.
const digits = value => {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e9 || size < 1e-4) return value.toExponential(1).replace("e", "·10^").replace("^+", "^");
  if (size >= 100) return Math.round(value).toLocaleString("en-GB").replace(/,/g, "\u202f");
  return String(Number(value.toPrecision(3)));
};
const shown = (value, unit) => value === null || value === undefined ? "–" : digits(isShare(unit) ? value * 100 : value);
const withUnit = (value, unit) => value === null || value === undefined
  ? "–" : shown(value, unit) + (isShare(unit) ? " %" : unit === "ms" ? " ms" : "");
// An estimate is given to the digits that its interval supports.
const interval = ([estimate, low, high], unit) => {
  if (estimate === null) return low === null ? "–" : `> ${shown(low, unit)}`;
  if (low === null && high === null) return shown(estimate, unit);
  const half = (high - low) / 2 * (isShare(unit) ? 100 : 1), middle = estimate * (isShare(unit) ? 100 : 1);
  const even = low !== null && high !== null && Math.abs((high + low) / 2 - estimate) <= 1e-9 * Math.max(Math.abs(estimate), high - low);
  if (!even) return `${shown(estimate, unit)} [${shown(low, unit)}, ${high === null ? "∞" : shown(high, unit)}]`;
  if (half === 0 || half >= 100 || half < 1e-4) return `${digits(middle)} ± ${digits(half)}`;
  const most = middle === 0 ? 4 : Math.max(0, 3 - Math.floor(Math.log10(Math.abs(middle))));
  const decimals = Math.min(most, Math.max(0, 1 - Math.floor(Math.log10(half))));
  const shownHalf = Number(half.toFixed(decimals)) === 0 ? String(Number(half.toPrecision(1))) : half.toFixed(decimals);
  return `${middle.toFixed(decimals)} ± ${shownHalf}`;
};

// Every metric is defined once on the page; whatever shows one leads there.
const definitionLink = (name, text) => el("a", { href: "#def-" + name, class: "definition", title: study.metrics[metricIndex.get(name)].definition }, text);

const variants = [...new Set((study.cells ?? []).map(cell => cell.variant))];
const several = key => new Set((study.cells ?? []).map(cell => cell[key])).size > 1;
const place = cell => [several("workload") ? cell.workload : "", several("condition") ? cell.condition : ""]
  .filter(Boolean).join(" · ") || cell.condition;
const places = [...new Set((study.cells ?? []).map(place))];

// Okabe and Ito's colours, told apart by nearly everybody; symbols tell them apart for all.
const hues = () => dark() ? ["#7db8e0", "#f0a35e", "#5fc9a2", "#e58fc0", "#e8d55c", "#a9b4f5", "#d9735b", "#b9c0c4"]
  : ["#0072b2", "#d55e00", "#009e73", "#b4509a", "#a88a00", "#5b63c4", "#8c3b1f", "#5c666e"];
const symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];
const dark = () => matchMedia("(prefers-color-scheme: dark)").matches;
const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const hueOf = i => hues()[i % hues().length];
const symbolOf = i => symbols[i % symbols.length];
