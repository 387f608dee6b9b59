"use strict";
// The page's data, its language, and the small tools that every view uses. Text reaches the page as text nodes only.
const SM = {
  data: JSON.parse(document.getElementById("data").textContent),
  language: "zh",
  views: {},
  t(name) { const entry = SM.data.strings[name]; return entry ? entry[SM.language] : name; },
  // A value of a table as people call it (year → 全年); what has no name of its own stays as it is.
  term(field, value) {
    const [code, span] = String(value).split(":");
    const entry = SM.data.strings[`${field}.${code}`];
    return entry ? entry[SM.language] + (span || "") : String(value);
  },
  code(name) { return SM.data.codes[name]?.[SM.language] ?? name; },
  name(column) { return SM.language === "zh" ? column.name : column.english; },
  // element("a.flag", {href: "#x"}, "text", child …)
  element(kind, attributes, ...children) {
    const [tag, ...classes] = kind.split(".");
    const node = document.createElement(tag);
    if (classes.length) node.className = classes.join(" ");
    SM.fill(node, attributes, children);
    return node;
  },
  svg(tag, attributes, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    SM.fill(node, attributes, children);
    return node;
  },
  fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children) if (child !== null && child !== undefined) node.append(child);
  },
  // A number as people read it: rates in percent.
  number(value, kind) {
    if (value === null || value === undefined) return "";
    if (kind === "rate") {
      const percent = value * 100;
      return Math.abs(percent) >= 0.1 || !percent ? `${+percent.toFixed(2)}%` : `${+(value * 1000).toPrecision(3)}‰`;
    }
    return (Number.isInteger(value) ? value : +value.toFixed(Math.abs(value) < 0.01 ? 6 : 2)).toLocaleString("en-US");
  },
  figureLink(id) { return `#figure=${encodeURIComponent(id)}`; },
  input(label, value, changed) {
    let timer = 0;
    return SM.element("input", {type: "search", placeholder: SM.t(label), "aria-label": SM.t(label), value, oninput(event) {
      const typed = event.target.value;
      clearTimeout(timer);
      timer = setTimeout(() => changed(typed), 120);
    }});
  },
  select(label, options, value, changed) {
    const node = SM.element("select", {"aria-label": SM.t(label), onchange: (event) => changed(event.target.value)});
    for (const [key, shown] of options) node.append(SM.element("option", {value: key, selected: key === value}, shown));
    return node;
  },
  hint(text, event) {
    const box = document.getElementById("hint");
    box.hidden = !text;
    if (!text) return;
    box.textContent = text;
    const at = event.target.getBoundingClientRect();
    box.style.left = `${Math.max(4, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${at.bottom + box.offsetHeight + 12 > innerHeight ? at.top - box.offsetHeight - 6 : at.bottom + 6}px`;
  },
};
// The texts are most of the page; they are read when first looked at.
function lazily(holder, name, make) {
  Object.defineProperty(holder, name, {configurable: true, get() { const value = make(); Object.defineProperty(holder, name, {value}); return value; }});
}
lazily(SM.data, "documents", () => {
  const documents = JSON.parse(document.getElementById("documents").textContent);
  for (const doc of documents) doc.figures = doc.figures.map((figure) => ({...SM.data.usual, ...figure}));
  return documents;
});
lazily(SM, "places", () => {
  const places = new Map();
  SM.data.documents.forEach((doc, d) => doc.figures.forEach((figure, f) => places.set(figure.id, [d, f])));
  return places;
});
