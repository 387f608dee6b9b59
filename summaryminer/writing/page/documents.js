"use strict";
// Findings, and the reports' texts with their figures marked.
SM.views.findings = (section, wanted) => {
  const {element, t, state, data} = SM;
  if (wanted) state.severity = wanted;
  const list = element("div", {});
  const redraw = () => {
    const found = data.findings.filter((one) => (!state.severity || one.severity === state.severity) && (!state.code || one.code === state.code)
      && (!state.findings || `${one.zh} ${one.en} ${one.code} ${SM.code(one.code)} ${one.detail} ${one.document}`.includes(state.findings)));
    list.replaceChildren(element("p.soft", {role: "status"}, `${found.length} / ${data.findings.length}`), ...found.map(findingNode), ...(found.length ? [] : [element("p", {}, t("none"))]));
  };
  const severities = [["", t("allSeverities")], ...["error", "warning", "note"].map((name) => [name, t(name)])];
  const codes = [["", t("allCodes")], ...[...new Set(data.findings.map((one) => one.code))].sort().map((code) => [code, SM.code(code)])];
  section.append(element("div.filters", {}, SM.select("severity", severities, state.severity, (value) => { state.severity = value; redraw(); }),
    SM.select("code", codes, state.code, (value) => { state.code = value; redraw(); }), SM.input("filterFindings", state.findings, (typed) => { state.findings = typed.trim(); redraw(); })), list);
  redraw();
};
function findingNode(one) {
  const {element, t, data} = SM;
  const doc = data.documents[one.place];
  const figures = one.figures.filter((id) => SM.places.has(id)).slice(0, 40).map((id) => {
    const [d, f] = SM.places.get(id);
    return element("a", {href: SM.figureLink(id)}, data.documents[d].figures[f].text || "—");
  });
  return element("div.finding", {}, element(`span.severity.${one.severity}`, {}, t(one.severity)), " ", element("b", {}, one[SM.language]), " ", element("span.soft", {title: one.code}, SM.code(one.code)),
    element("div.detail", {}, one.detail),
    element("div", {}, doc ? element("a", {href: `#document=${one.place}`}, doc.institution || doc.title || doc.id, doc.year ? ` ${doc.year}` : "") : one.document, figures.length ? "：" : "", ...figures.flatMap((link, place) => place ? ["、", link] : [link])));
}
SM.views.documents = (section, wanted, figure) => {
  const {element, t, state, data} = SM;
  const current = wanted === "" ? (data.documents.length ? 0 : -1) : Number(wanted);
  const list = element("div", {});
  const redraw = () => list.replaceChildren(...data.documents.map((doc, place) => [doc, place]).filter(([doc]) => `${doc.institution} ${doc.title} ${doc.year ?? ""} ${doc.id}`.includes(state.documents)).map(([doc, place]) =>
    element("a", {href: `#document=${place}`, "aria-current": place === current ? "true" : null}, doc.title || doc.institution || doc.id, element("small", {}, `${doc.institution || doc.id} ${doc.year ?? ""} · ${doc.figures.length} ${t("figures")}`))));
  redraw();
  const panel = element("aside.panel", {"aria-live": "polite"}, element("p.soft", {}, t("choose")));
  const doc = data.documents[current];
  const text = element("article", {});
  if (doc) {
    const legend = element("p.legend", {}, ...["actual", "target", "standard", "masked", "flagged"].flatMap((name) => [element(`mark.${name}`, {}, t(name)), " "]));
    text.append(element("h2", {}, doc.title || doc.institution || doc.id), element("p.soft", {}, `${doc.institution || ""} ${doc.year ?? ""} ${doc.id}`), legend, doc.kept ? "" : element("p.soft", {}, t("noText")), markedText(doc, panel));
  }
  section.append(element("div.reader", {}, element("div.list", {}, SM.input("filterDocuments", state.documents, (typed) => { state.documents = typed.trim(); redraw(); }), list), text, panel));
  list.querySelector("[aria-current]")?.scrollIntoView({block: "nearest"});
  if (doc && figure !== undefined) {
    const mark = text.querySelector(`mark[data-place="${figure}"]`);
    if (mark) { mark.classList.add("here"); mark.scrollIntoView({block: "center"}); mark.focus({preventScroll: true}); SM.hint(""); }
    showRow(panel, doc, doc.figures[figure]);
  } else window.scrollTo(0, 0);
};
function markedText(doc, panel) {
  const {element} = SM;
  const box = element("div.text", {lang: "zh-CN"});
  let at = 0;
  doc.figures.forEach((figure, place) => {
    if (figure.start < at) return;
    box.append(doc.text.slice(at, figure.start));
    const classes = [figure.state === "known" ? figure.status : figure.state, ...(figure.flags ? ["flagged"] : [])];
    const show = (event) => SM.hint(summary(figure), event);
    const open = () => { history.replaceState(null, "", SM.figureLink(figure.id)); box.querySelectorAll(".here").forEach((other) => other.classList.remove("here")); mark.classList.add("here"); showRow(panel, doc, figure); };
    const mark = element(`mark.${classes.join(".")}`, {tabindex: 0, role: "button", "data-place": place, onmouseenter: show, onfocus: show, onmouseleave: () => SM.hint(""), onblur: () => SM.hint(""), onclick: open,
      onkeydown(event) { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } }}, doc.text.slice(figure.start, figure.end));
    box.append(mark);
    at = figure.end;
  });
  box.append(doc.text.slice(at));
  return box;
}
// The other figures that the comparison had to choose among, the chosen one first.
function others(cell, figure) {
  const {element, t, data} = SM;
  const links = [...cell.figures, ...(cell.rejected || [])].filter((id) => id !== figure.id && SM.places.has(id)).slice(0, 12).map((id) => {
    const [d, f] = SM.places.get(id);
    return element("a", {href: SM.figureLink(id)}, `${data.documents[d].figures[f].text}${cell.figures.includes(id) ? " ✓" : ""}`);
  });
  return links.length ? element("p", {}, `${t("others")}：`, ...links.flatMap((link, place) => place ? ["、", link] : [link])) : "";
}
function codes(flags) { return flags.split(";").filter(Boolean).map(SM.code).join(SM.language === "zh" ? "、" : ", "); }
function summary(figure) {
  const parts = [figure.indicator, `${figure.shown}${figure.unit && !figure.shown.endsWith(figure.unit) ? " " + figure.unit : ""}`, [figure.year, SM.term("status", figure.status), SM.term("state", figure.state === "known" ? "" : figure.state), figure.program].filter(Boolean).join(" · ")];
  return [...parts, codes(figure.flags)].filter(Boolean).join("\n");
}
function showRow(panel, doc, figure) {
  const {element, t, data} = SM;
  if (!figure) return;
  const list = element("dl", {});
  for (const [name, heading] of data.fields) {
    const value = name === "document" ? doc.id : name === "value" ? figure.shown : figure[name];
    if (value !== null && value !== undefined && value !== "") list.append(element("dt", {}, heading[SM.language]), element("dd", {}, name === "flags" ? codes(value) : SM.term(name, value)));
  }
  const column = data.comparison.cells.find((cell) => cell.figures.includes(figure.id) || cell.rejected?.includes(figure.id));
  panel.replaceChildren(element("h2", {}, t("row")), list,
    column ? element("p", {}, element("a", {href: `#comparison=${column.column}`}, t("toComparison"))) : "",
    column ? others(column, figure) : "",
    ...data.findings.filter((one) => one.figures.includes(figure.id)).slice(0, 10).map(findingNode));
}
