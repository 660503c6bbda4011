// Search in the index that the build made: words whole or by their beginning, Chinese by pairs.
(function () {
  "use strict";
  var index = null;
  var form = document.querySelector("main form.search");
  var input = form.querySelector("input");
  var status = document.querySelector(".status");
  var list = document.querySelector(".results");
  var MOST = 100; // shown
  var CANDIDATES = 400; // looked at
  var BLOCKS = 24; // of tokens, for one word

  // Blocks of the index come as scripts, each once, because a page on a disk may not read files.
  var blocks = {};
  var waiting = {};
  function block(name, number) {
    var key = name + "-" + number;
    blocks[key] = blocks[key] || new Promise(function (resolve) {
      waiting[key] = resolve;
      var script = document.createElement("script");
      script.src = list.dataset.index + key + ".js";
      script.onerror = function () { resolve([]); };
      document.head.append(script);
    });
    return blocks[key];
  }
  function all(name, numbers) {
    return Promise.all(numbers.map(function (number) { return block(name, number); }));
  }

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

  // Entries that have a token: a pair of Han characters and a whole name as they are, anything
  // else by its beginning.
  function withToken(token) {
    var whole = token[0] === "=" || (/^\p{Script=Han}/u.test(token) && Array.from(token).length > 1);
    var last = whole ? token : token + "\uffff";
    var numbers = [];
    index.tokens.forEach(function (first, number) {
      var next = index.tokens[number + 1];
      if (first <= last && (next === undefined || next > token)) numbers.push(number);
    });
    return all("tokens", numbers.slice(0, BLOCKS)).then(function (parts) {
      var found = new Set();
      parts.forEach(function (part) {
        part.forEach(function (known) {
          if (whole ? known[0] === token : known[0].startsWith(token)) {
            known[1].forEach(function (entry) { found.add(entry); });
          }
        });
      });
      return found;
    });
  }

  // The best entries for a text, and whether there are more.
  function find(text) {
    var wanted = tokens(text);
    var plain = text.trim().toLowerCase();
    if (!wanted.length) return Promise.resolve([[], false]);
    return Promise.all(["=" + plain].concat(wanted).map(withToken)).then(function (sets) {
      var named = sets.shift();
      var found = Array.from(sets[0]).filter(function (entry) {
        return sets.every(function (set) { return set.has(entry); });
      });
      // What is named most often stands first in the index.
      found.sort(function (a, b) { return named.has(b) - named.has(a) || a - b; });
      var more = found.length > CANDIDATES;
      found = found.slice(0, CANDIDATES);
      var numbers = new Set(found.map(function (entry) { return Math.floor(entry / index.block); }));
      return all("entries", Array.from(numbers)).then(function (parts) {
        var at = new Map(Array.from(numbers).map(function (number, i) { return [number, parts[i]]; }));
        return [rank(found, plain, at), more];
      });
    });
  }

  function rank(found, plain, blocks) {
    var han = plain.match(/\p{Script=Han}{2,}/gu) || [];
    var ranked = found.map(function (number) {
      var entry = (blocks.get(Math.floor(number / index.block)) || [])[number % index.block];
      if (!entry) return null;
      var name = entry[0].toLowerCase();
      var all = name + " · " + entry[1].toLowerCase();
      if (!han.every(function (run) { return all.includes(run); })) return null;
      var is = name === plain || (" · " + all + " · ").includes(" · " + plain + " · ");
      var rank = is ? 0 : name.startsWith(plain) ? 1 : name.includes(plain) ? 2
        : all.includes(plain) ? 3 : 4;
      if (entry[3] === "text") rank += 10;
      return [rank, number, entry];
    }).filter(Boolean);
    ranked.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return ranked.map(function (one) { return one[2]; });
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

  var asked = 0;
  function show(query) {
    asked += 1;
    var own = asked;
    if (!query.trim()) { list.replaceChildren(); status.textContent = ""; return; }
    find(query).then(function (answer) {
      // An answer to what was typed before is late.
      if (own === asked) draw(query, answer[0], answer[1]);
    });
  }

  function draw(query, found, more) {
    list.replaceChildren();
    status.textContent = found.length ? found.length + (more ? "+ " : " ") + status.dataset.count
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

  window.govrepIndex = function (name, number, value) {
    if (name !== "list") { waiting[name + "-" + number](value); return; }
    index = value;
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
