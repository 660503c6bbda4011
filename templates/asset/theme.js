// Light or dark: as the system says, unless the reader chose. Runs before the page is drawn.
(function () {
  "use strict";
  var root = document.documentElement;
  var chosen = null;
  try { chosen = localStorage.getItem("govrep-theme"); } catch (e) { /* no storage */ }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.theme");
    if (!button) return;
    var isDark = function () {
      return root.dataset.theme ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
    };
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      root.dataset.theme = theme;
      button.setAttribute("aria-pressed", String(theme === "dark"));
      try { localStorage.setItem("govrep-theme", theme); } catch (e) { /* no storage */ }
    });
  });
}());
