// Reading: stepping from figure to figure, opening notes, the section filter, notes level with their figures.
(() => {
  "use strict";
  const root = document.documentElement;
  const article = document.querySelector("article");
  const byId = (id) => document.getElementById(id);
  root.classList.add("js");

  const store = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a file opened without storage still reads */ }
    return null;
  };

  // Stepping. What is filtered away is stepped over.
  let current = null;
  const hiddenTones = () => [...document.querySelectorAll(".chip input:not(:checked)")].map((box) => box.id.slice(5));
  const figures = () => {
    const skipped = hiddenTones().map((tone) => `.t-${tone}`).join(",");
    return [...article.querySelectorAll("a.m[id]")].filter(
      (mark) => !(skipped && mark.matches(skipped)) && !mark.closest("[hidden]"),
    );
  };
  const show = (list, index) => { byId("place").textContent = list.length ? `${index + 1} / ${list.length}` : "none shown"; };
  const go = (mark) => {
    current = mark;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    const list = figures();
    show(list, list.indexOf(mark));
    if (lent) { const fold = noteOf(mark)?.querySelector(".fold"); if (fold && fold !== lent.fold) lay(fold); }
  };
  const step = (by) => {
    const list = figures();
    if (!list.length) return show(list, 0);
    let index = current ? list.indexOf(current) : -1;
    if (index < 0 && current) {
      index = list.findIndex((mark) => current.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (by > 0) index -= 1;
    }
    go(list[(index + by + list.length) % list.length]);
  };
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  article.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a.m[id]");
    if (mark) current = mark;
  });

  // Notes. On wide screens an open note is laid into a panel beside the text, which keeps its place while one reads.
  const wide = matchMedia("(min-width: 68rem)");
  const panel = byId("panel");
  let lent = null;
  // A note is folded by `details`, or in a book by a plain element.
  const isOpen = (fold) => (fold.matches("details") ? fold.open : fold.classList.contains("open"));
  const setOpen = (fold, on) => {
    if (isOpen(fold) === on) return;
    if (fold.matches("details")) fold.open = on;
    else {
      fold.classList.toggle("open", on);
      fold.dispatchEvent(new Event("toggle"));
    }
  };
  const giveBack = () => {
    if (!lent) return;
    const { fold, body } = lent;
    lent = null;
    fold.append(body);
    fold.closest(".note").classList.remove("near");
    setOpen(fold, false);
    panel.hidden = true;
  };
  // Under the toolbar wherever it stands, which is further down while the summary is in sight; above it when it is low.
  const place = () => {
    const column = article.querySelector(".notes").getBoundingClientRect();
    const bar = document.querySelector(".tools").getBoundingClientRect();
    const [top, end] = bar.bottom < innerHeight * 0.6 ? [bar.bottom, innerHeight] : [0, Math.min(bar.top, innerHeight)];
    Object.assign(panel.style, { left: `${column.left - 24}px`, width: `${column.width + 40}px`, top: `${top}px`, height: `${end - top}px` });
  };
  addEventListener("scroll", () => lent && place(), { passive: true });
  const lay = (fold) => {
    const body = fold.querySelector(":scope > .body");
    if (!body || !wide.matches) return false;
    giveBack();
    lent = { fold, body };
    setOpen(fold, true);
    byId("panel-title").replaceChildren(...[...fold.querySelectorAll(".head > .word, .head > q")].map((part) => part.cloneNode(true)));
    panel.className = [...fold.closest(".note").classList].find((name) => name.startsWith("t-"));
    fold.closest(".note").classList.add("near");
    panel.append(body);
    panel.hidden = false;
    place();
    panel.scrollTop = 0;
    return true;
  };
  const noteOf = (mark) => article.querySelector(`.note[data-for="${mark.dataset.m}"]`);
  const open = (target) => {
    if (lent && lent.body.contains(target)) return target.focus({ preventScroll: true });
    const fold = target.closest(".fold") || target.closest("details");
    if (!(fold.closest("article") && lay(fold)))
      for (let box = fold; box; box = box.parentElement.closest(".fold, details")) setOpen(box, true);
    target.focus({ preventScroll: true });
    const shown = fold.closest(".note") || target;
    const at = shown.getBoundingClientRect();
    if (at.top < 80 || at.top > innerHeight * 0.75) shown.scrollIntoView({ block: "center" });
  };
  document.addEventListener("toggle", (event) => {
    const fold = event.target;
    if (!fold.matches("article .note > .fold")) return;
    if (isOpen(fold) && lent?.fold !== fold) lay(fold);
    else if (!isOpen(fold) && lent?.fold === fold) giveBack();
  }, true);
  const close = () => {
    const focused = document.activeElement?.closest(".note")?.querySelector(".fold, details");
    const fold = lent ? lent.fold : focused && isOpen(focused) ? focused : null;
    if (!fold) return false;
    giveBack();
    setOpen(fold, false);
    const mark = byId(`m${fold.closest(".note").dataset.for}`);
    if (mark) go(mark);
    return true;
  };
  byId("close-panel").addEventListener("click", close);
  addEventListener("beforeprint", giveBack);
  const follow = (hash) => {
    const target = hash.length > 1 && byId(decodeURIComponent(hash.slice(1)));
    if (!target) return false;
    if (target.matches(".body, .few li")) {
      if (target.matches("li")) target.tabIndex = -1;
      open(target);
    } else if (target.matches("a.m")) go(target);
    else return false;
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.metaKey || event.ctrlKey) return;
    if (link.matches("a.m[id]")) current = link;
    if (follow(link.hash)) event.preventDefault();
  });
  follow(location.hash);
  let near = null;
  article.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("a.m[data-m]");
    if (near) near.classList.remove("near");
    near = mark ? noteOf(mark) : null;
    if (near) near.classList.add("near");
  });

  // The section filter.
  const section = byId("section");
  if (section) section.addEventListener("change", () => {
    for (const part of document.querySelectorAll(".part")) part.hidden = Boolean(section.value) && part.dataset.section !== section.value;
    byId("place").textContent = String(figures().length);
  });
  for (const box of document.querySelectorAll(".chip input")) box.addEventListener("change", () => {
    byId("place").textContent = String(figures().length);
    arrangeAll();
  });

  // Single keys; they can be switched off (WCAG 2.1.4).
  const keysOn = byId("keys-on");
  keysOn.checked = store("galley-keys") !== "off";
  keysOn.addEventListener("change", () => store("galley-keys", keysOn.checked ? "on" : "off"));
  byId("open-help").addEventListener("click", () => byId("help").showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "Escape" && close()) return event.preventDefault();
    if (!keysOn.checked) return;
    const does = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1), "?": () => byId("help").showModal(),
      s: () => { const note = lent?.fold.closest(".note") || document.activeElement?.closest(".note") || (current && noteOf(current)); if (note) document.dispatchEvent(new CustomEvent("galley-sign", { detail: note })); } }[event.key];
    if (does) { event.preventDefault(); does(); }
  });

  // On wide screens a note stands level with its figure, as far as the notes above it allow.
  const arrange = (row) => {
    const notes = [...row.querySelectorAll(":scope > .notes > .note")].filter((note) => note.getClientRects().length);
    for (const note of notes) note.style.marginTop = "";
    if (!wide.matches || notes.length === 0) return;
    const origin = row.getBoundingClientRect().top;
    const heights = notes.map((note) => note.getBoundingClientRect().height + 7);
    const total = heights.reduce((sum, height) => sum + height, 0);
    const limit = Math.max(total, prose(row).getBoundingClientRect().height);
    const tops = [];
    notes.forEach((note, index) => {
      const mark = byId(`m${note.dataset.for}`);
      const wanted = mark ? mark.getClientRects()[0].top - origin : 0;
      tops.push(Math.max(wanted, index ? tops[index - 1] + heights[index - 1] : 0));
    });
    for (let index = notes.length - 1, floor = limit; index >= 0; floor = tops[index], index -= 1)
      tops[index] = Math.max(0, Math.min(tops[index], floor - heights[index]));
    let bottom = 0;
    notes.forEach((note, index) => {
      note.style.marginTop = `${Math.max(0, tops[index] - bottom)}px`;
      bottom = Math.max(tops[index], bottom) + heights[index];
    });
  };
  const prose = (row) => row.querySelector(":scope > :is(p, h2, h3, h4, h5, h6)");
  const rows = [...document.querySelectorAll(".row:has(> .notes)")];
  const seen = new Set();
  const arrangeAll = () => { for (const row of seen) arrange(row); };
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting && !seen.has(entry.target)) { seen.add(entry.target); arrange(entry.target); }
  }, { rootMargin: "600px" });
  for (const row of rows) watcher.observe(row);
  article.addEventListener("toggle", (event) => { const row = event.target.closest(".row"); if (row) arrange(row); }, true);
  const measure = () => {
    root.style.setProperty("--top", `${getComputedStyle(tools).position === "sticky" ? tools.offsetHeight : 0}px`);
    if (lent && wide.matches) place();
    else giveBack();
    arrangeAll();
  };
  const tools = document.querySelector(".tools");
  addEventListener("resize", measure);
  measure();
})();
