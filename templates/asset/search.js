// Search in the index that the build made: words whole or by their beginning, Chinese by pairs.
(function () {
  "use strict";
  var index = null;
  var form = document.querySelector("main form.search");
  var input = form.querySelector("input");
  var status = document.querySelector(".status");
  var list = document.querySelector(".results");
  var MOST = 100;

  function tokens(text) {
    var found = [];
    var pattern = /(\p{Script=Han}+)|([\p{L}\p{N}]+?)(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;
    var match;
    while ((match = pattern.exec(text))) {
      if (match[2]) { found.push(match[2].toLowerCase()); continue; }
      var han = Array.from(match[1]);
      if (han.length === 1) found.push(han[0]);
      for (var i = 0; i + 1 < han.length; i += 1) found.push(han[i] + han[i + 1]);
    }
    return found;
  }

  // Entries that have a token: a word counts by its beginning, one Han character anywhere.
  function withToken(token) {
    if (Object.hasOwn(index.tokens, token) && Array.from(token).length > 1 &&
        /\p{Script=Han}/u.test(token)) return index.tokens[token];
    var single = /^\p{Script=Han}$/u.test(token);
    var all = new Set();
    Object.keys(index.tokens).forEach(function (known) {
      if (single ? known.includes(token) : known.startsWith(token)) {
        index.tokens[known].forEach(function (entry) { all.add(entry); });
      }
    });
    return Array.from(all);
  }

  function find(text) {
    var wanted = tokens(text);
    if (!wanted.length) return [];
    var found = null;
    wanted.forEach(function (token) {
      var entries = new Set(withToken(token));
      found = found ? found.filter(function (e) { return entries.has(e); }) : Array.from(entries);
    });
    var plain = text.trim().toLowerCase();
    var han = plain.match(/\p{Script=Han}{2,}/gu) || [];
    var ranked = found.map(function (number) {
      var entry = index.entries[number];
      var name = entry[0].toLowerCase();
      var all = name + " · " + entry[1].toLowerCase();
      if (!han.every(function (run) { return all.includes(run); })) return null;
      var rank = name === plain ? 0 : name.startsWith(plain) ? 1 : name.includes(plain) ? 2
        : all.includes(plain) ? 3 : 4;
      if (entry[3] === "text") rank += 10;
      return [rank, entry[0].length, number];
    }).filter(Boolean);
    ranked.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]; });
    return ranked.map(function (rank) { return index.entries[rank[2]]; });
  }

  function excerpt(text, query) {
    var at = text.toLowerCase().indexOf(query.trim().toLowerCase());
    var start = at > index.shown / 2 ? at - Math.floor(index.shown / 3) : 0;
    var shown = text.slice(start, start + index.shown);
    return (start > 0 ? "…" : "") + shown + (start + index.shown < text.length ? "…" : "");
  }

  function mark(parent, text, query) {
    var plain = query.trim().toLowerCase();
    var at = plain ? text.toLowerCase().indexOf(plain) : -1;
    if (at < 0) { parent.append(text); return; }
    var marked = document.createElement("mark");
    marked.textContent = text.slice(at, at + plain.length);
    parent.append(text.slice(0, at), marked, text.slice(at + plain.length));
  }

  function show(query) {
    list.replaceChildren();
    if (!query.trim()) { status.textContent = ""; return; }
    var found = find(query);
    status.textContent = found.length ? found.length + " " + status.dataset.count
      : status.dataset.none;
    found.slice(0, MOST).forEach(function (entry) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = entry[4];
      link.className = "t " + entry[3];
      if (/\p{Script=Han}/u.test(entry[0])) link.lang = "zh-Hant";
      mark(link, entry[3] === "text" ? excerpt(entry[0], query) : entry[0], query);
      var kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = entry[2];
      item.append(link, " ", kind);
      list.append(item);
    });
  }

  window.govrepIndex = function (read) {
    index = read;
    var given = new URLSearchParams(location.search).get("q") || "";
    if (given) input.value = given;
    show(input.value);
    input.addEventListener("input", function () { show(input.value); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      history.replaceState(null, "", "?q=" + encodeURIComponent(input.value));
      show(input.value);
    });
  };
}());
