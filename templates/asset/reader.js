// The reader: shows the passage that the address names, and names the passage that is selected.
(function () {
  "use strict";
  var source = document.getElementById("source");
  if (!source) return;
  var runs = Array.prototype.slice.call(source.querySelectorAll("[data-o]"));
  var offset = function (run) { return Number(run.dataset.o); };
  var marked = [];
  var starts = source.dataset.starts.split(" ").map(Number);

  // Positions in the text are code points; strings of the browser count code units.
  var units = function (text, points) {
    return Array.from(text).slice(0, points).join("").length;
  };
  var points = function (text, length) { return Array.from(text.slice(0, length)).length; };

  function clear() {
    if (window.CSS && CSS.highlights) CSS.highlights.delete("passage");
    marked.forEach(function (run) { run.classList.remove("shown"); });
    marked = [];
  }

  function show() {
    clear();
    var found = /^#p=(\d+)-(\d+)/.exec(location.hash);
    if (!found) return;
    var start = Number(found[1]);
    var end = Number(found[2]);
    // A long text has several pages, and an address may name any of them.
    var part = starts.filter(function (first) { return first <= start; }).length - 1;
    if (part >= 0 && part !== Number(source.dataset.part)) {
      var page = document.querySelectorAll("nav.pages a")[part];
      if (page) location.replace(page.href + location.hash);
      return;
    }
    var inside = runs.filter(function (run, index) {
      var next = index + 1 < runs.length ? offset(runs[index + 1]) : Infinity;
      return run.firstChild && next > start && offset(run) < end;
    });
    if (!inside.length) return;
    if (window.Highlight && CSS.highlights) {
      var ranges = inside.map(function (run) {
        var text = run.firstChild.data;
        var range = document.createRange();
        range.setStart(run.firstChild, units(text, Math.max(0, start - offset(run))));
        range.setEnd(run.firstChild, units(text, Math.max(0, end - offset(run))));
        return range;
      });
      var highlight = new Highlight();
      ranges.forEach(function (range) { highlight.add(range); });
      CSS.highlights.set("passage", highlight);
    } else {
      marked = inside;
      inside.forEach(function (run) { run.classList.add("shown"); });
    }
    inside[0].scrollIntoView({ block: "center", behavior: "instant" });
  }

  // The passage that is selected, as an address that browsers without this script find, too.
  function place(node, at) {
    var run = node.nodeType === 3 ? node.parentElement : node;
    run = run && run.closest ? run.closest("[data-o]") : null;
    return run ? offset(run) + points(node.data || "", at) : null;
  }
  document.addEventListener("copy", function (event) {
    var selection = document.getSelection();
    if (!selection || selection.isCollapsed || !source.contains(selection.anchorNode)) return;
    var range = selection.getRangeAt(0);
    var start = place(range.startContainer, range.startOffset);
    var end = place(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    var words = selection.toString();
    var address = location.href.replace(/#.*$/, "") + "#p=" + start + "-" + end;
    var one = words.replace(/\s+/g, " ").trim();
    if (one.length <= 80) address += ":~:text=" + encodeURIComponent(one).replace(/-/g, "%2D");
    event.clipboardData.setData("text/plain", words + "\n" + address);
    event.preventDefault();
  });

  addEventListener("hashchange", show);
  show();
}());
