// The map: shows the places that have a role. All are there without it, with their roles in the table.
(function () {
  "use strict";
  var form = document.querySelector(".tools-map");
  if (!form) return;
  var choice = form.querySelector("select");
  var status = document.querySelector(".status");
  var marked = Array.prototype.slice.call(document.querySelectorAll("[data-roles]"));
  function show() {
    var role = choice.value;
    var shown = 0;
    marked.forEach(function (one) {
      var has = !role || one.dataset.roles.split(" ").includes(role);
      if (one.tagName === "TR") { one.hidden = !has; shown += has ? 1 : 0; }
      else one.classList.toggle("far", !has);
    });
    status.textContent = role ? shown + " " + status.dataset.count : "";
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  choice.addEventListener("change", show);
  show();
}());
