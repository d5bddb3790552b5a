"use strict";
// A mark shows its card, lights up on both sides, and leads from one to the other.
(() => {
  const get = (id) => document.getElementById(id);
  const pane = get("source");
  if (!pane) return;
  const guide = get("guide"), also = get("also"), repaired = get("repaired");
  const marks = [...document.querySelectorAll(".s")];
  const keysOf = (mark) => (mark.dataset.m || "").split(" ").filter(Boolean);

  const standing = new Map(); // key → its stretches in the article and in the page as received
  for (const mark of marks)
    for (const key of keysOf(mark)) {
      if (!standing.has(key)) standing.set(key, { here: [], there: [] });
      standing.get(key)[pane.contains(mark) ? "there" : "here"].push(mark);
    }

  const layerOf = (key) => get("c" + key).classList[1];
  const visible = (key) => {
    const box = get("l-" + layerOf(key));
    return !box || box.checked;
  };

  let lit = [], open = null, pinned = null; // pinned: {key, mark}

  function light(key) {
    for (const mark of lit) mark.classList.remove("hot");
    const at = key === null ? null : standing.get(key);
    lit = at ? [...at.here, ...at.there] : [];
    for (const row of document.querySelectorAll(`[data-go="${key}"]`)) {
      const found = row.closest("tr");
      if (found) lit.push(found);
    }
    for (const mark of lit) mark.classList.add("hot");
  }

  function others(key, mark) {
    also.replaceChildren();
    for (const other of mark ? keysOf(mark).filter((k) => k !== key && visible(k)) : []) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = layerOf(other);
      const card = get("c" + other);
      const name = card.querySelector("h3").cloneNode(true);
      button.append(...name.childNodes, " · " + card.querySelector(".said").textContent);
      button.addEventListener("click", () => pin(other, mark));
      also.append(button);
    }
    also.hidden = !also.childElementCount;
  }

  function show(key, mark) {
    if (open) open.hidden = true;
    open = key === null ? null : get("c" + key);
    if (open) open.hidden = false;
    const repair = mark && mark.classList.contains("repair") ? mark.title : "";
    repaired.textContent = repair;
    repaired.hidden = !repair;
    guide.hidden = Boolean(open || repair);
    others(key, mark);
    light(key);
  }

  function reveal(key) {
    const at = standing.get(key);
    scrollPane(at && at.there[0]);
  }

  function scrollPane(mark) {
    if (!mark || !pane.offsetParent) return;
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 3 });
  }

  function pin(key, mark) {
    pinned = key === null && !mark ? null : { key, mark };
    show(key, mark);
    if (key !== null) reveal(key);
  }

  function choose(mark) {
    const keys = keysOf(mark).filter(visible);
    if (!keys.length) return pin(null, mark);
    const again = pinned && pinned.mark === mark ? keys.indexOf(pinned.key) + 1 : 0;
    const key = keys[again % keys.length];
    pin(key, mark);
    if (pane.contains(mark)) {
      const at = standing.get(key);
      if (at.here.length) at.here[0].scrollIntoView({ block: "center" });
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (link) {
      const key = link.dataset.go, at = standing.get(key);
      if (!at) return;
      event.preventDefault();
      const to = at.here[0] || at.there[0];
      pin(key, to);
      to.scrollIntoView({ block: "center" });
      if (at.here[0]) at.here[0].focus({ preventScroll: true });
      return;
    }
    const mark = event.target.closest(".s");
    if (mark && String(getSelection()) === "") choose(mark);
    else if (!mark && pinned && !event.target.closest(".side, .bar, a, summary")) pin(null, null);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return pin(null, null);
    const mark = event.target.closest && event.target.closest(".s[tabindex]");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(mark);
    }
  });

  let leaving = 0;
  if (matchMedia("(hover: hover) and (min-width: 60rem)").matches) {
    document.addEventListener("mouseover", (event) => {
      const mark = event.target.closest(".s");
      if (!mark || pinned) return;
      clearTimeout(leaving);
      const key = keysOf(mark).find(visible);
      if (key !== undefined || mark.title) show(key === undefined ? null : key, mark);
    });
    document.addEventListener("mouseout", (event) => {
      if (pinned || !event.target.closest(".s")) return;
      clearTimeout(leaving);
      leaving = setTimeout(() => { if (!pinned) show(null, null); }, 250);
    });
  }

  // an address that ends in a value's name, or in a mention's number, opens it
  function named() {
    const at = get(decodeURIComponent(location.hash.slice(1)));
    if (!at || !at.matches(".body i")) return;
    const key = at.dataset.key || at.id.slice(1), found = standing.get(key);
    if (!found) return;
    pin(key, found.here[0]);
    found.here[0].scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", named);
  named();

  get("show-received").addEventListener("change", () => {
    if (pinned && pinned.key !== null) reveal(pinned.key);
    else scrollPane(pane.querySelector("[data-m]"));
  });
})();
