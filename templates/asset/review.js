// Keys to go from mark to mark, and buttons to copy entries. Nothing else needs this script.
(function () {
  "use strict";
  var body = document.body;
  document.querySelector(".keys").hidden = false;

  function open() {
    var note = location.hash && document.getElementById(location.hash.slice(1));
    if (!note || note.tagName !== "DETAILS") return;
    note.open = true;
    note.querySelector("summary").focus();
  }

  // A button is made when an entry is opened: there may be tens of thousands.
  document.addEventListener("toggle", function (event) {
    var pre = event.target.open && event.target.querySelector && event.target.querySelector("pre");
    if (!pre || event.target.querySelector("button")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = body.dataset.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(pre.textContent).then(function () {
        button.textContent = body.dataset.copied;
      }, function () {
        getSelection().selectAllChildren(pre);
      });
    });
    pre.after(button);
  }, true);

  var marks = Array.prototype.slice.call(document.querySelectorAll("a.m"));
  var at = -1;
  function shown(mark) { return getComputedStyle(mark).textDecorationLine !== "none"; }
  function go(step) {
    var focused = marks.indexOf(document.activeElement);
    var next = focused >= 0 ? focused : at;
    do { next += step; } while (marks[next] && !shown(marks[next]));
    if (!marks[next]) return;
    at = next;
    marks[at].focus();
    marks[at].scrollIntoView({ block: "center" });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "Escape") {
      var note = document.activeElement.closest && document.activeElement.closest("details");
      var mark = note && document.getElementById("m" + note.id.slice(1));
      if (mark) { at = marks.indexOf(mark); mark.focus(); mark.scrollIntoView({ block: "center" }); }
    }
  });
  addEventListener("hashchange", open);
  open();
}());
