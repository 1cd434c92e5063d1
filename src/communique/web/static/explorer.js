// What every page has: colours, keys, the list of keys. The report's own script (page.js) sees to the first two there.
(() => {
  "use strict";
  const root = document.documentElement;
  const onReport = Boolean(document.querySelector(".report"));
  const theme = document.getElementById("theme");
  const keys = document.getElementById("keys");
  const help = document.getElementById("help");
  const seek = document.getElementById("seek");
  if (!onReport) {
    const themes = ["", "light", "dark"];
    const dress = (value) => {
      if (value) root.dataset.theme = value;
      else delete root.dataset.theme;
      theme.textContent = { "": "◐", light: "☀", dark: "☾" }[value];
      theme.title = "Colours: " + (value || "as the system");
      theme.setAttribute("aria-label", theme.title);
    };
    theme.addEventListener("click", () => {
      const value = themes[(themes.indexOf(root.dataset.theme || "") + 1) % themes.length];
      dress(value);
      try { localStorage.setItem("communique-theme", value); } catch { /* a browser that keeps nothing */ }
    });
    dress(root.dataset.theme || "");
    keys.addEventListener("click", () => {
      help.hidden = !help.hidden;
      keys.setAttribute("aria-expanded", String(!help.hidden));
    });
  }

  let before = "";
  let since = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.export[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      if (event.target.matches("input")) event.target.blur();
      return;
    }
    if (event.target.matches("input, select, textarea, [contenteditable]")) return;
    const behind = before === "g" && event.timeStamp - since < 1500;
    before = event.key;
    since = event.timeStamp;
    if (behind) {
      const target = document.querySelector(`.pages a[data-key="${CSS.escape(event.key)}"]`);
      if (target) {
        event.preventDefault();
        before = "";
        location.href = target.href;
      }
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      seek.focus();
      seek.select();
    } else if (event.key === "?") keys.click();
    else if (!onReport && (event.key === "j" || event.key === "k")) {
      const stops = [...document.querySelectorAll("main .headline, main .facts q > a, main .meeting q > a, main .list tbody th a, main .body > p > a:first-child")];
      if (!stops.length) return;
      const at = stops.indexOf(document.activeElement);
      const next = stops[at < 0 ? 0 : Math.min(stops.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
      event.preventDefault();
      next.focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.export[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  // An empty field says nothing: addresses stay short enough to be sent.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
    setTimeout(() => { for (const field of event.target.elements) field.disabled = false; });
  });
  const now = document.querySelector(".pages a[aria-current]");
  if (now) now.scrollIntoView({ block: "nearest", inline: "nearest" });
})();
