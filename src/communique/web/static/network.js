// Draws the network and moves it through time. Whatever is drawn stands in the list of edges too, for keys and readers of screens.
(() => {
  "use strict";
  const graph = document.getElementById("graph");
  if (!graph || typeof cytoscape === "undefined") return;
  const behind = document.getElementById("behind");
  const rows = document.getElementById("rows");
  const when = document.getElementById("when");
  const at = document.getElementById("at");
  const play = document.getElementById("play");
  const sum = document.getElementById("sum");
  const root = document.documentElement;
  const box = graph.closest(".network");
  // A colour of the page as Cytoscape reads it: light-dark() is settled on an element first.
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colour = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const number = (value) => Number(value.toPrecision(4)).toString();
  let data, cy, now = 0, asked = 0;

  const style = () => {
    const ink = colour("ink"), card = colour("card"), line = colour("soft"), lit = colour("focus"), bad = colour("bad");
    const kinds = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => colour("c" + n));
    return [
      { selector: "node", style: {
        label: "data(short)", color: ink, "font-size": "data(font)", "text-outline-color": card, "text-outline-width": 2,
        "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": 5, width: "data(size)", height: "data(size)",
        "background-color": (n) => kinds[(Number(n.data("community") || 1) - 1) % 8], "border-width": 1, "border-color": card } },
      { selector: "node[mode = 2]", style: { shape: "round-rectangle", "background-color": line } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": line, opacity: 0.55, "curve-style": "haystack", "haystack-radius": 0 } },
      { selector: "edge.signed", style: { "line-color": lit } },
      { selector: "edge[weight < 0]", style: { "line-color": bad, "line-style": "dashed", "curve-style": "straight" } },
      { selector: ".dim", style: { opacity: 0.12 } },
      { selector: "edge.on", style: { opacity: 1, "line-color": lit } },
      { selector: "edge.on[weight < 0]", style: { "line-color": bad } },
      { selector: "node.on", style: { "border-width": 3, "border-color": lit } },
      { selector: ".gone", style: { display: "none" } },
    ];
  };

  const edgeAddress = (source, target) => {
    const address = new URL(graph.dataset.edge, location.href);
    address.searchParams.set("one", source);
    address.searchParams.set("other", target);
    if (when && data.frames[now]) address.searchParams.set("at", data.frames[now].at);
    return address;
  };

  const showEdge = async (source, target) => {
    const turn = ++asked;
    const answer = await fetch(edgeAddress(source, target), { headers: { "HX-Request": "true" } });
    const text = await answer.text();
    if (turn !== asked) return;
    if (answer.ok) behind.innerHTML = text; // escaped by the server
    else behind.textContent = "The statements cannot be had. Load the page again.";
    behind.scrollTop = 0;
  };

  const mark = (chosen, near) => {
    cy.elements().removeClass("on dim");
    if (!chosen) return;
    cy.elements().not(near).addClass("dim");
    chosen.addClass("on");
  };

  const showNode = (node) => {
    const edges = node.connectedEdges().not(".gone");
    mark(node.union(edges), node.closedNeighborhood());
    asked++;
    const title = document.createElement("h2");
    if (/^e[0-9a-f]+$/.test(node.data("entity"))) {
      const link = document.createElement("a");
      link.href = "/actors/" + encodeURIComponent(node.data("entity"));
      link.textContent = node.data("label");
      title.append(link);
    } else title.textContent = node.data("label");
    const list = document.createElement("ul");
    list.className = "counts plain";
    for (const edge of edges.toArray().sort((a, b) => Math.abs(b.data("weight")) - Math.abs(a.data("weight")))) {
      const other = edge.source().same(node) ? edge.target() : edge.source();
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = edgeAddress(edge.source().data("label"), edge.target().data("label"));
      link.className = "behind";
      link.textContent = other.data("label");
      const many = document.createElement("span");
      many.className = "many";
      many.textContent = number(edge.data("weight"));
      item.append(link, " ", many);
      list.append(item);
    }
    behind.replaceChildren(title, list);
  };

  const listEdges = (frame) => {
    if (!when) return;
    const heaviest = [...frame.edges].sort((a, b) => Math.abs(b[2]) - Math.abs(a[2])).slice(0, 60);
    rows.replaceChildren(...heaviest.map(([source, target, weight]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      const link = document.createElement("a");
      link.className = "behind";
      link.href = edgeAddress(data.nodes[source].label, data.nodes[target].label);
      link.textContent = data.nodes[source].label;
      head.append(link);
      const other = document.createElement("td");
      other.textContent = data.nodes[target].label;
      const cell = document.createElement("td");
      cell.className = weight < 0 ? "num bad" : "num";
      cell.textContent = number(weight);
      row.append(head, other, cell);
      return row;
    }));
  };

  const show = (n) => {
    now = n;
    const frame = data.frames[n];
    if (!frame) return;
    const sizes = new Map(frame.nodes.map((node, k) => [String(node), frame.sizes[k]]));
    const weights = new Map(frame.edges.map(([a, b, weight]) => [a + "-" + b, weight]));
    const most = Math.max(...data.frames.flatMap((f) => f.edges.map((e) => Math.abs(e[2]))), 1e-9);
    const largest = Math.max(...data.frames.flatMap((f) => f.sizes), 1);
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        node.toggleClass("gone", !sizes.has(node.id()));
        const share = Math.sqrt((sizes.get(node.id()) || 0) / largest);
        node.data({ size: 12 + 32 * share, font: 13 + 11 * share });
      });
      cy.edges().forEach((edge) => {
        const weight = weights.get(edge.id());
        edge.toggleClass("gone", weight === undefined);
        if (weight !== undefined) edge.data({ weight, width: 1 + 8 * Math.sqrt(Math.abs(weight) / most) });
      });
    });
    mark(null);
    if (when) {
      when.value = String(n);
      at.textContent = frame.period ? frame.period.split("/").map((day) => day.slice(0, 10)).join(" to ") : frame.at;
      when.setAttribute("aria-valuetext", at.textContent);
      sum.textContent = `${frame.statements.toLocaleString("en")} statement${frame.statements === 1 ? "" : "s"}, ${at.textContent}`;
      for (const link of document.querySelectorAll(".graph-export")) {
        const address = new URL(link.href);
        address.searchParams.set("at", frame.at);
        link.href = address;
      }
      listEdges(frame);
    }
    graph.classList.toggle("nobody", !frame.edges.length);
  };

  const draw = () => {
    const signed = data.frames.some((f) => f.edges.some((e) => e[2] < 0));
    const edges = new Map();
    for (const frame of data.frames) for (const [a, b, weight] of frame.edges) {
      const id = a + "-" + b;
      const before = edges.get(id);
      if (!before || Math.abs(weight) > Math.abs(before.data.weight))
        edges.set(id, { data: { id, source: String(a), target: String(b), weight, width: 1 }, classes: signed ? "signed" : "" });
    }
    const many = data.nodes.length;
    const nodes = data.nodes.map((node, n) => ({
      data: { ...node, id: String(node.n), size: 16, font: 14, short: node.label.length > 28 ? node.label.slice(0, 27) + "…" : node.label },
      position: { x: 400 * Math.cos((2 * Math.PI * n) / many), y: 400 * Math.sin((2 * Math.PI * n) / many) },
    }));
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    cy = cytoscape({
      container: graph, elements: { nodes, edges: [...edges.values()] }, style: style(), minZoom: 0.1, maxZoom: 5,
      layout: {
        name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: false, padding: 24,
        boundingBox: { x1: 0, y1: 0, w: graph.clientWidth, h: graph.clientHeight },
        idealEdgeLength: () => 80, nodeRepulsion: () => 30000, gravity: 0.8, componentSpacing: 30, nodeOverlap: 12, numIter: calm ? 600 : 1000 },
    });
    cy.on("tap", "edge", (event) => {
      const edge = event.target;
      mark(edge.union(edge.connectedNodes()), edge.union(edge.connectedNodes()));
      showEdge(edge.source().data("label"), edge.target().data("label"));
    });
    cy.on("tap", "node", (event) => showNode(event.target));
    cy.on("tap", (event) => { if (event.target === cy) mark(null); });
    show(Math.max(0, data.frames.findIndex((frame) => frame.edges.length)));
    graph.dataset.ready = "true";
    window.communiqueNetwork = cy; // for tests and for the curious
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.behind");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !data) return;
    event.preventDefault();
    const told = new URL(link.href).searchParams;
    const same = (edge) => edge.source().data("label") === told.get("one") && edge.target().data("label") === told.get("other");
    const edge = cy.edges().not(".gone").filter(same);
    if (edge.nonempty()) mark(edge.union(edge.connectedNodes()), edge.union(edge.connectedNodes()));
    showEdge(told.get("one"), told.get("other"));
    behind.scrollIntoView({ block: "nearest" });
  });
  if (when) {
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      play.textContent = "Play";
      play.setAttribute("aria-pressed", "false");
    };
    when.addEventListener("input", () => { stop(); show(Number(when.value)); });
    play.addEventListener("click", () => {
      if (timer) return stop();
      if (now >= data.frames.length - 1) show(0);
      play.textContent = "Stop";
      play.setAttribute("aria-pressed", "true");
      timer = setInterval(() => { if (now < data.frames.length - 1) show(now + 1); else stop(); }, 900);
      return undefined;
    });
  }
  new MutationObserver(() => { if (cy) cy.style(style()); }).observe(root, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (cy) cy.style(style()); });
  box.classList.add("waiting");
  fetch(graph.dataset.address)
    .then((answer) => { if (!answer.ok) throw new Error(String(answer.status)); return answer.json(); })
    .then((told) => { data = told; draw(); })
    .catch(() => { graph.textContent = "The network cannot be drawn. The list below has its edges."; })
    .finally(() => box.classList.remove("waiting"));
})();
