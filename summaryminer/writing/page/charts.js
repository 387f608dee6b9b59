"use strict";
// Charts as plain SVG: bars across institutions with their targets, lines across years.
SM.charts = {
  bars(column) {
    const {svg, number} = SM;
    const {rows, columns, cells} = SM.data.comparison;
    const kind = columns[column].kind;
    const shown = cells.filter((cell) => cell.column === column).sort((a, b) => b.value - a.value);
    const most = Math.max(...shown.map((cell) => Math.max(cell.value, cell.target ?? 0)), 0) || 1;
    const height = 22 * shown.length + 8;
    const chart = svg("svg", {width: 620, height, role: "img", "aria-label": `${SM.name(columns[column])} ${SM.t("bars")}`});
    shown.forEach((cell, place) => {
      const y = 4 + 22 * place;
      const width = Math.max(1, 300 * Math.max(0, cell.value) / most);
      const mark = cell.target === undefined ? -1 : 300 * cell.target / most;
      const beside = mark > width - 4 && mark < width + 70 ? mark : width;  // the number gives way to the target's mark
      const bar = svg("a", {href: SM.figureLink(cell.figures[0])},
        svg("title", {}, `${rows[cell.row]}: ${number(cell.value, kind)}`),
        svg("text", {x: 204, y: y + 14, "text-anchor": "end"}, clip(rows[cell.row], 16)),
        svg("rect", {x: 210, y, width, height: 17, fill: cell.flags ? "#b3261e" : "#4d8bc9"}),
        svg("text", {x: 216 + beside, y: y + 14}, number(cell.value, kind) + (cell.derived ? "*" : "")));
      if (cell.target !== undefined) {
        const x = 210 + mark;
        bar.append(svg("line", {x1: x, x2: x, y1: y - 2, y2: y + 19, stroke: "#9a5b00", "stroke-width": 3}, svg("title", {}, `${SM.t("target")} ${number(cell.target, kind)}`)));
      }
      chart.append(bar);
    });
    return chart;
  },
  lines(column) {
    const {svg, number} = SM;
    const {rows, columns, years} = SM.data.comparison;
    const kind = columns[column].kind;
    const series = new Map();
    for (const point of years) if (point.column === column) series.set(point.row, [...(series.get(point.row) || []), point]);
    const shown = [...series].filter(([, points]) => points.length > 1).slice(0, 30);
    if (!shown.length) return SM.element("p.soft", {}, SM.t("noYears"));
    const points = shown.flatMap(([, some]) => some);
    const [first, last] = [Math.min(...points.map((p) => p.year)), Math.max(...points.map((p) => p.year))];
    const most = Math.max(...points.map((p) => p.value)) || 1;
    const x = (year) => 60 + 380 * (year - first) / (last - first || 1);
    const y = (value) => 270 - 240 * Math.max(0, value) / most;
    const chart = svg("svg", {width: 620, height: 300, role: "img", "aria-label": `${SM.name(columns[column])} ${SM.t("lines")}`});
    for (const part of [0, 0.5, 1]) chart.append(svg("line", {x1: 60, x2: 440, y1: y(most * part), y2: y(most * part), stroke: "#d6dce3"}), svg("text", {x: 54, y: y(most * part) + 4, "text-anchor": "end"}, number(most * part, kind)));
    for (let year = first; year <= last; year += Math.ceil((last - first + 1) / 10)) chart.append(svg("text", {x: x(year), y: 292, "text-anchor": "middle"}, String(year)));
    const labels = [];
    shown.forEach(([row, some], place) => {
      const colour = `hsl(${(place * 137) % 360} 60% 38%)`;
      const ordered = some.sort((a, b) => a.year - b.year);
      chart.append(svg("polyline", {points: ordered.map((p) => `${x(p.year)},${y(p.value)}`).join(" "), fill: "none", stroke: colour, "stroke-width": 2}));
      for (const p of ordered) chart.append(svg("a", {href: SM.figureLink(p.figures[0])}, svg("title", {}, `${rows[row]} ${p.year}: ${number(p.value, kind)}`), svg("circle", {cx: x(p.year), cy: y(p.value), r: 4, fill: colour})));
      const end = ordered[ordered.length - 1];
      labels.push({x: x(end.year) + 8, y: y(end.value) + 4, style: `fill:${colour}`, name: clip(rows[row], 12)});
    });
    // Names of lines that end close together stand below one another.
    let free = -Infinity;
    for (const {name, ...place} of labels.sort((a, b) => a.y - b.y)) {
      place.y = Math.max(place.y, free);
      free = place.y + 14;
      chart.append(svg("text", place, name));
    }
    chart.setAttribute("height", Math.max(300, free));
    return chart;
  },
};
function clip(text, most) { return [...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text; }
