"use strict";
// What the address after # names is what is shown, so that the browser's back button leads back.
SM.show = () => {
  const [name, value = ""] = location.hash.slice(1).split("=").map(decodeURIComponent);
  let [view, argument, figure] = [name, value, undefined];
  if (name === "figure" && SM.places.has(value)) [view, argument, figure] = ["documents", ...SM.places.get(value)];
  else if (name === "document" || name === "figure") view = "documents";
  if (!SM.views[view]) [view, argument] = ["overview", ""];
  if (name === "figure" && figure === undefined) argument = "";
  document.documentElement.lang = SM.language === "zh" ? "zh-CN" : "en";
  document.title = SM.t("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = SM.t(node.dataset.text);
  SM.hint("");
  for (const other of Object.keys(SM.views)) {
    const section = document.getElementById(`view-${other}`);
    section.replaceChildren();
    section.hidden = other !== view;
    document.getElementById(`tab-${other}`).setAttribute("aria-selected", String(other === view));
  }
  SM.views[view](document.getElementById(`view-${view}`), argument, figure);
  document.body.dataset.view = view;
};
document.getElementById("language").addEventListener("click", () => { SM.language = SM.language === "zh" ? "en" : "zh"; SM.show(); });
document.getElementById("print").addEventListener("click", () => window.print());
document.getElementById("back").addEventListener("click", () => history.back());
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("main").focus(); });
window.addEventListener("hashchange", SM.show);
SM.show();
