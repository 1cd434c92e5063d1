(() => {
  "use strict";
  // The report's own script (page.js) sees to theme and keys on its page.
  if (document.querySelector(".report")) return;
  const root = document.documentElement;
  const theme = document.getElementById("theme");
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
  const keys = document.getElementById("keys");
  keys.addEventListener("click", () => {
    const help = document.getElementById("help");
    help.hidden = !help.hidden;
    keys.setAttribute("aria-expanded", String(!help.hidden));
  });
})();
