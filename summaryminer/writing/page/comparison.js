"use strict";
// Overview, and the comparison as a table that sorts and filters.
SM.state = {rows: "", columns: "", many: 12, sort: null, down: true, chart: 0, severity: "", code: "", findings: "", documents: ""};
SM.views.overview = (section) => {
  const {element, t, data} = SM;
  const {counts} = data;
  const card = (number, name) => element("div.card", {}, element("b", {}, number.toLocaleString("en-US")), t(name));
  section.append(element("div.cards", {}, card(counts.documents, "reports"), card(counts.institutions, "institutions"), card(counts.figures, "figures"), card(data.findings.length, "findings"), card(counts.problems, "problems")));
  const block = (title, entries, link) => {
    const most = Math.max(...entries.map((entry) => entry[1]), 1);
    const rows = entries.map(([name, number, href]) => element("div.bar-row", {}, href ? element("a", {href}, name) : element("span", {}, name),
      SM.svg("svg", {width: "100%", height: 18, role: "img", "aria-label": `${name} ${number}`}, SM.svg("rect", {width: `${70 * number / most}%`, height: 16, fill: "#4d8bc9"}), SM.svg("text", {x: `${70 * number / most + 1}%`, y: 13}, String(number)))));
    return element("div", {}, element("h2", {}, t(title)), ...(rows.length ? rows : [element("p.soft", {}, t("none"))]));
  };
  const severities = ["error", "warning", "note"].map((name) => [t(name), data.findings.filter((one) => one.severity === name).length, `#findings=${name}`]);
  section.append(element("div.grid", {},
    block("bySeverity", severities), block("byYear", counts.years), block("byStatus", counts.status.map(([name, number]) => [t(name), number])),
    block("covered", data.comparison.columns.slice(0, 12).map((column, place) => [SM.name(column), column.count, `#comparison=${place}`]))));
};
SM.views.comparison = (section, wanted) => {
  const {element, t, state} = SM;
  const {columns} = SM.data.comparison;
  if (wanted !== "" && columns[wanted]) state.chart = Number(wanted);
  const table = element("div.scroll", {tabindex: 0, role: "region", "aria-label": t("comparison")});
  const charts = element("div", {});
  const redraw = () => table.replaceChildren(comparisonTable(() => redraw(), (column) => { state.chart = column; draw(); charts.scrollIntoView({block: "nearest"}); }));
  const draw = () => {
    const options = columns.map((column, place) => [String(place), SM.name(column)]);
    charts.replaceChildren(element("h2", {}, t("chart")), element("div.filters", {}, SM.select("indicator", options, String(state.chart), (value) => { state.chart = Number(value); draw(); })));
    if (columns.length) charts.append(element("div.charts", {},
      element("div", {}, element("h2", {}, t("bars")), element("div.plot", {tabindex: 0}, SM.charts.bars(state.chart)), element("p.legend", {}, `▎${t("target")}　${t("derived")}`)),
      element("div", {}, element("h2", {}, t("lines")), element("div.plot", {tabindex: 0}, SM.charts.lines(state.chart)))));
  };
  section.append(element("div.filters", {},
    SM.input("filterRows", state.rows, (typed) => { state.rows = typed; redraw(); }),
    SM.input("filterColumns", state.columns, (typed) => { state.columns = typed; redraw(); }),
    element("button.more", {type: "button", onclick() { state.many += 12; redraw(); }}, t("more")),
    element("span.legend", {}, t("derived"))), table, charts);
  redraw();
  draw();
};
function comparisonTable(redraw, chart) {
  const {element, t, state} = SM;
  const {rows, columns, cells, rowYears} = SM.data.comparison;
  const byRow = new Map();
  for (const cell of cells) { if (!byRow.has(cell.row)) byRow.set(cell.row, new Map()); byRow.get(cell.row).set(cell.column, cell); }
  const shown = columns.map((column, place) => place).filter((place) => `${columns[place].name} ${columns[place].english}`.toLowerCase().includes(state.columns.trim().toLowerCase())).slice(0, state.many);
  const order = rows.map((name, place) => place).filter((place) => rows[place].includes(state.rows.trim()));
  if (state.sort !== null) {
    const key = (row) => state.sort === -1 ? rows[row] : byRow.get(row)?.get(state.sort)?.value ?? null;
    order.sort((a, b) => {
      const [one, other] = [key(a), key(b)];
      if (one === null || other === null) return (one === null) - (other === null);
      const less = typeof one === "string" ? one.localeCompare(other, "zh") : one - other;
      return state.down ? -less : less;
    });
  }
  const head = (name, place, kind) => element(kind, {scope: "col", "aria-sort": state.sort === place ? (state.down ? "descending" : "ascending") : "none"},
    element("button", {type: "button", onclick() { state.down = state.sort === place ? !state.down : place !== -1; state.sort = place; redraw(); if (place >= 0) chart(place); }}, name + (state.sort === place ? (state.down ? " ▼" : " ▲") : "")));
  const body = element("tbody", {});
  for (const row of order) {
    const line = element("tr", {}, element("th", {scope: "row"}, rows[row], rowYears[row] ? element("small.soft", {}, ` ${rowYears[row]}`) : null));
    for (const place of shown) {
      const cell = byRow.get(row)?.get(place);
      line.append(cell ? element("td.number", {}, element(cell.flags ? "a.flag" : "a", {href: SM.figureLink(cell.figures[0]), title: `${t("rank")} ${cell.rank} / ${cell.of}${cell.rejected ? ` · ${t("rejected")} ${cell.rejected.length}` : ""}${cell.flags ? " · " + codes(cell.flags) : ""}`}, SM.number(cell.value, columns[place].kind) + (cell.derived ? "*" : ""))) : element("td.number", {}));
    }
    body.append(line);
  }
  const middle = element("tr.median", {}, element("th", {scope: "row"}, t("median")), ...shown.map((place) => element("td.number", {}, SM.number(columns[place].median, columns[place].kind))));
  body.append(middle);
  return element("table", {}, element("thead", {}, element("tr", {}, head(t("institution"), -1, "th"), ...shown.map((place) => head(SM.name(columns[place]) + (columns[place].unit ? `（${columns[place].unit}）` : ""), place, "th.number")))), body);
}
