// Before anything is painted: the colours that were chosen last.
(() => {
  "use strict";
  try {
    const kept = localStorage.getItem("communique-theme");
    if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
  } catch { /* a browser that keeps nothing */ }
})();
