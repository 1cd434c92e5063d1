// Shows what an address points at in a report: "#fact=ID" its card and words, "#c=120-240" these characters.
// Before page.js, which takes "#KEY of a card" from here.
(() => {
  "use strict";
  const parts = new URLSearchParams(location.hash.slice(1));
  const fact = parts.get("fact");
  const card = fact && document.querySelector(`.card[data-fact="${CSS.escape(fact)}"]`);
  if (card) {
    history.replaceState(null, "", "#" + card.id);
    return;
  }
  const place = /^(\d+)-(\d+)$/.exec(parts.get("c") || "");
  const text = document.querySelector(".text");
  if (!place || !text) return;
  // Offsets count code points, the page's strings UTF-16: only pairs of surrogates differ.
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const ends = [Number(place[1]), Number(place[2])];
  const found = [];
  let passed = 0;
  while (found.length < 2 && walker.nextNode()) {
    const points = [...walker.currentNode.data];
    while (found.length < 2 && ends[found.length] <= passed + points.length) {
      if (found.length === 0 && ends[0] === passed + points.length && ends[1] > ends[0]) break;
      found.push([walker.currentNode, points.slice(0, ends[found.length] - passed).join("").length]);
    }
    passed += points.length;
  }
  if (found.length < 2) return;
  const range = document.createRange();
  range.setStart(...found[0]);
  range.setEnd(...found[1]);
  if (window.Highlight && CSS.highlights) CSS.highlights.set("cited", new Highlight(range));
  else getSelection().addRange(range);
  const box = range.startContainer.parentElement;
  requestAnimationFrame(() => box.scrollIntoView({ block: "center" }));
})();
