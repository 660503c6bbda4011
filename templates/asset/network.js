// The network: drag to move, wheel and buttons to zoom, a name to filter. All is there without it.
(function () {
  "use strict";
  var svg = document.getElementById("network");
  var tools = document.querySelector(".tools-network");
  if (!svg || !tools) return;
  var whole = svg.dataset.view.split(" ").map(Number);
  var view = whole.slice();
  var draw = function () { svg.setAttribute("viewBox", view.join(" ")); };

  function zoom(factor, x, y) {
    var width = Math.min(whole[2] * 1.5, Math.max(whole[2] / 12, view[2] * factor));
    var by = width / view[2];
    view = [x - (x - view[0]) * by, y - (y - view[1]) * by, width, view[3] * by];
    draw();
  }
  function point(event) {
    var at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [at.x, at.y];
  }
  tools.hidden = false;
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  tools.addEventListener("click", function (event) {
    var how = event.target.dataset.zoom;
    if (!how) return;
    if (how === "reset") { view = whole.slice(); draw(); return; }
    zoom(how === "in" ? 0.75 : 1 / 0.75, view[0] + view[2] / 2, view[1] + view[3] / 2);
  });
  svg.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey) return; // The page scrolls as everywhere.
    event.preventDefault();
    var at = point(event);
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, at[0], at[1]);
  }, { passive: false });

  var from = null;
  var moved = false;
  svg.addEventListener("pointerdown", function (event) {
    if (event.button === 0) { from = point(event); moved = false; }
  });
  svg.addEventListener("pointermove", function (event) {
    if (!from || event.buttons !== 1) { from = null; return; }
    var at = point(event);
    if (Math.abs(at[0] - from[0]) + Math.abs(at[1] - from[1]) > 4) moved = true;
    view[0] += from[0] - at[0];
    view[1] += from[1] - at[1];
    draw();
  });
  addEventListener("pointerup", function () { from = null; });
  svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
  svg.addEventListener("click", function (event) { if (moved) event.preventDefault(); }, true);

  // What is near a node is told when it is pointed at or has the focus.
  var nodes = Array.prototype.slice.call(svg.querySelectorAll(".node"));
  var lines = Array.prototype.slice.call(svg.querySelectorAll("line"));
  function near(names) {
    var shown = new Set(names);
    lines.forEach(function (line) {
      var is = names.has(line.dataset.a) || names.has(line.dataset.b);
      line.classList.toggle("near", is && names.size > 0);
      if (is) { shown.add(line.dataset.a); shown.add(line.dataset.b); }
    });
    nodes.forEach(function (node) {
      node.classList.toggle("far", names.size > 0 && !shown.has(node.dataset.n));
      node.classList.toggle("found", names.has(node.dataset.n));
    });
  }
  var input = document.getElementById("filter");
  var status = document.querySelector(".status");
  function filter() {
    var text = input.value.trim().toLowerCase();
    var names = new Set();
    if (text) {
      nodes.forEach(function (node) {
        if (node.textContent.toLowerCase().includes(text)) names.add(node.dataset.n);
      });
    }
    near(names);
    svg.classList.toggle("filtered", Boolean(text));
    if (text && !names.size) nodes.forEach(function (node) { node.classList.add("far"); });
    status.textContent = text ? names.size + " " + status.dataset.count : "";
  }
  input.addEventListener("input", filter);
  nodes.forEach(function (node) {
    var show = function () { if (!input.value.trim()) near(new Set([node.dataset.n])); };
    var hide = function () { if (!input.value.trim()) near(new Set()); };
    node.addEventListener("pointerenter", show);
    node.addEventListener("pointerleave", hide);
    node.addEventListener("focus", show);
    node.addEventListener("blur", hide);
  });
}());
