(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const reports = all(".report");
  const segments = new Map(); // key of a card -> the pieces of text that belong to it, in order
  for (const piece of all("[data-ids]")) {
    for (const key of piece.dataset.ids.split(" ")) {
      if (!segments.has(key)) segments.set(key, []);
      segments.get(key).push(piece);
    }
  }
  const card = (key) => document.getElementById(key);
  const cards = (report) => all(".card", report);
  const stops = (report) => all("[data-stop]", report);
  let chosen = null;
  let ready = false; // what the address names is there at once
  let turn = 0;

  // the runs of a card: pieces that touch are one place of the text
  const runs = (key) => {
    const found = [];
    let last = null;
    for (const piece of segments.get(key) || []) {
      let before = piece.previousSibling;
      while (before && before.nodeName === "I" && !before.textContent) before = before.previousSibling;
      if (last && before === last) found[found.length - 1].push(piece);
      else found.push([piece]);
      last = piece;
    }
    return found;
  };

  const show = (element, block) => element.scrollIntoView({ behavior: still || !ready ? "auto" : "smooth", block, inline: "nearest" });
  const flash = (elements) => {
    for (const e of elements) {
      e.classList.remove("flash");
      void e.offsetWidth; // begins the animation anew
      e.classList.add("flash");
      e.addEventListener("animationend", () => e.classList.remove("flash"), { once: true });
    }
  };
  const rove = (list, element) => {
    for (const e of list) e.tabIndex = e === element ? 0 : -1;
  };

  const release = () => {
    for (const e of all(".on")) e.classList.remove("on");
    for (const e of all("[aria-current]")) e.removeAttribute("aria-current");
    chosen = null;
    turn = 0;
  };
  const choose = (key) => {
    if (chosen === key) return;
    release();
    chosen = key;
    for (const e of segments.get(key) || []) e.classList.add("on");
    const found = card(key);
    if (!found) return;
    const folded = found.closest("details");
    if (folded) folded.open = true;
    found.classList.add("on");
    found.setAttribute("aria-current", "true");
    rove(cards(found.closest(".report")), found);
    try { history.replaceState(null, "", "#" + key); } catch { /* a page in a frame has no history of its own */ }
  };
  const toText = (key) => {
    const places = runs(key);
    turn = chosen === key ? (turn + 1) % Math.max(places.length, 1) : 0;
    const now = turn;
    choose(key);
    turn = now;
    if (!places.length) return;
    show(places[turn][0], "center");
    flash(places[turn]);
  };
  const toCard = (key) => {
    choose(key);
    const found = card(key);
    if (!found) return;
    show(found, "nearest");
    flash([found]);
  };
  // of several marks over one place the shortest comes first; a second click takes the next
  const keyAt = (piece) => {
    const keys = piece.dataset.ids.split(" ");
    return keys[(keys.indexOf(chosen) + 1) % keys.length];
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".card");
    if (link) {
      event.preventDefault();
      toText(link.dataset.id);
      return;
    }
    const piece = event.target.closest("[data-ids]");
    if (piece && String(getSelection()) === "") {
      toCard(keyAt(piece));
      if (piece.hasAttribute("data-stop")) rove(stops(piece.closest(".report")), piece);
    }
  });

  const name = (key) => {
    const words = card(key) && card(key).querySelector(".words");
    return words ? words.textContent.replace(/\s+/g, " ").slice(0, 160) : "";
  };
  document.addEventListener("mouseover", (event) => {
    const piece = event.target.closest("[data-ids]");
    if (piece && !piece.title) piece.title = name(piece.dataset.ids.split(" ")[0]);
    const over = event.target.closest(".card");
    for (const e of all(".hint")) e.classList.remove("hint");
    if (over && over.dataset.id !== chosen) for (const e of segments.get(over.dataset.id) || []) e.classList.add("hint");
  });

  const visible = () => reports.find((r) => !r.hidden) || reports[0];
  const pick = document.getElementById("pick");
  const turnTo = (i) => {
    if (!pick || i < 0 || i >= reports.length) return;
    reports.forEach((r, n) => { r.hidden = n !== i; });
    pick.value = String(i);
    release();
    scrollTo(0, 0);
  };
  const step = (list, from, by) => {
    const at = list.indexOf(from);
    return list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))];
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const report = visible();
    const inText = event.target.closest && event.target.closest("[data-stop]");
    const onCard = event.target.closest && event.target.closest(".card");
    const key = event.key;
    if (key === "Escape") release();
    else if ((key === "[" || key === "]") && pick) turnTo(reports.indexOf(report) + (key === "]" ? 1 : -1));
    else if (key === "j" || key === "k" || (onCard && (key === "ArrowDown" || key === "ArrowUp"))) {
      const next = step(cards(report), onCard || card(chosen || ""), key === "j" || key === "ArrowDown" ? 1 : -1);
      if (!next) return;
      event.preventDefault();
      next.focus({ preventScroll: true });
      show(next, "nearest");
      toText(next.dataset.id);
    } else if (inText && /^Arrow/.test(key)) {
      const next = step(stops(report), inText, key === "ArrowDown" || key === "ArrowRight" ? 1 : -1);
      event.preventDefault();
      rove(stops(report), next);
      next.focus({ preventScroll: true });
      show(next, "nearest");
      toCard(next.dataset.ids.split(" ")[0]);
    } else if (inText && (key === "Enter" || key === " ")) {
      event.preventDefault();
      toCard(keyAt(inText));
    }
  });

  const theme = document.getElementById("theme");
  const themes = ["", "light", "dark"];
  const dress = (value) => {
    if (value) root.dataset.theme = value;
    else delete root.dataset.theme;
    theme.textContent = { "": "◐", light: "☀", dark: "☾" }[value];
    theme.setAttribute("aria-label", "Colours: " + (value || "as the system"));
    theme.title = theme.getAttribute("aria-label");
  };
  theme.addEventListener("click", () => {
    const value = themes[(themes.indexOf(root.dataset.theme || "") + 1) % themes.length];
    dress(value);
    try { localStorage.setItem("communique-theme", value); } catch { /* a sandbox keeps nothing */ }
  });
  let kept = "";
  try { kept = localStorage.getItem("communique-theme") || ""; } catch { /* a sandbox keeps nothing */ }
  dress(themes.includes(kept) ? kept : "");

  const keys = document.getElementById("keys");
  keys.addEventListener("click", () => {
    const help = document.getElementById("help");
    help.hidden = !help.hidden;
    keys.setAttribute("aria-expanded", String(!help.hidden));
  });

  for (const report of reports) {
    rove(cards(report), cards(report)[0]);
    const places = stops(report);
    for (const e of places) {
      e.setAttribute("role", "mark");
      e.setAttribute("aria-describedby", e.dataset.ids.split(" ")[0]);
    }
    rove(places, places[0]);
  }
  if (pick) {
    pick.addEventListener("change", () => turnTo(Number(pick.value)));
    turnTo(0);
  }
  const wanted = decodeURIComponent(location.hash.slice(1)).replace(/^at/, "");
  if (card(wanted) && card(wanted).dataset.id) {
    if (pick) turnTo(Number(wanted.split(".")[0]));
    toText(wanted);
  }
  ready = true;
})();
