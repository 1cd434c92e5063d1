// Keys and selected words on the pages of review. One key is one act on the fact that is shown: while an answer is
// on its way keys do nothing, so that nobody judges what he has not seen.
(() => {
  "use strict";
  let busy = false;
  let picked = "";
  let before = "";
  let since = 0;
  const typing = (target) => target.matches("input, select, textarea, [contenteditable]");
  const open = (id) => {
    const part = document.getElementById(id);
    if (!part) return;
    part.open = true;
    const first = part.querySelector("input:not([type=hidden]), select");
    if (first) first.focus();
    part.scrollIntoView({ block: "nearest" });
  };
  const put = (field) => {
    field.value = picked;
    field.focus();
  };

  // Enter in a field saves what its own part of the form is for.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("#act details input")) return;
    event.preventDefault();
    const save = event.target.closest("details").querySelector("button[name=act]");
    if (save && !busy) save.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const gone = before === "g" && event.timeStamp - since < 1500;
    before = gone ? "" : key;
    since = event.timeStamp;
    if (gone) return;  // a page of the bar is meant
    if (key === "m" && document.getElementById("missed")) {
      event.preventDefault();
      open("missed");
      if (picked) put(document.getElementById("span"));
    } else if (key === "v" && picked) {
      const form = document.querySelector("details#correct[open]") ? document.getElementById("to-span") : document.getElementById("span");
      if (!form) return;
      event.preventDefault();
      open(form.closest("details").id);
      put(form);
    } else {
      const here = document.activeElement && document.activeElement.closest("[data-keys]");
      const find = (where) => where && where.querySelector(`[data-key="${CSS.escape(key)}"]`);
      const button = find(here) || find(document.querySelector("main"));
      if (!button || (busy && !button.dataset.opens)) return;
      event.preventDefault();
      if (button.dataset.opens) open(button.dataset.opens);
      else button.click();
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.opens && event.detail) open(button.dataset.opens);
    else if (button.dataset.into && picked) put(document.getElementById(button.dataset.into));
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "kind") return;
    for (const part of document.querySelectorAll("fieldset[data-kind]")) {
      part.hidden = part.disabled = part.dataset.kind !== event.target.value;
    }
  });
  document.addEventListener("htmx:beforeRequest", () => { busy = true; });
  // Only what is settled is wired to htmx: a key before would send the new form as a plain page, and its notice is lost.
  // There is no delay between both (defaultSettleDelay), so that no key is lost either.
  document.addEventListener("htmx:afterSettle", () => { busy = false; });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.detail.xhr.status !== 204) return;
    busy = false;
    if (event.detail.successful) return;
    const line = document.querySelector(".said-now");
    if (line) line.textContent = event.detail.xhr && event.detail.xhr.responseText && event.detail.xhr.status < 500
      ? event.detail.xhr.responseText : "It was not saved: the explorer does not answer. Press the key again; nothing is saved twice.";
  });
  document.addEventListener("htmx:afterSwap", () => {
    picked = "";
    const wrong = document.querySelector("#desk [role=alert]");
    const inside = document.querySelector("#desk details[open]");
    if (wrong) wrong.focus({ preventScroll: true });
    else if (!inside) (document.querySelector("[data-focus]") || document.getElementById("desk") || document.body).focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: "instant" });
  });

  // Where selected words stand: characters of the report (code points), counted from the piece that they are in.
  const place = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!piece) return -1;
    const range = document.createRange();
    range.selectNodeContents(piece);
    range.setEnd(node, offset);
    return Number(piece.dataset.at) + Array.from(range.toString()).length;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const area = range.commonAncestorContainer.parentElement && (range.commonAncestorContainer.nodeType === 1 ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement).closest(".selectable");
    if (!area) return;
    const words = chosen.toString();
    const lead = Array.from(words.match(/^\s*/)[0]).length;
    const trail = Array.from(words.match(/\s*$/)[0]).length;
    const start = place(range.startContainer, range.startOffset);
    const end = place(range.endContainer, range.endOffset);
    if (start < 0 || end < 0 || end - trail <= start + lead) return;
    picked = `${start + lead}-${end - trail}`;
    const line = document.querySelector(".picked");
    if (line) line.textContent = `Selected ${picked}: “${words.trim().slice(0, 80)}”`;
    for (const button of document.querySelectorAll("button.pick")) button.disabled = false;
  });
})();
