"use strict";
(() => {
  const data = JSON.parse(document.getElementById("tt-data").textContent);
  const text = (number) => data.strings[number];
  const LIST_STEP = 100, TIES_SHOWN = 8;
  const STATUS_WORDS = { exception: "exception", rounding: "exception of rounding", tied: "tied", unsupported: "unsupported", open: "in no tie" };
  const marks = data.marks.map(([id, shown, status, tick, range, unit, kind, decided, before, after, title], number) => ({
    number, id, text: text(shown), status, tick, range: text(range), unit: text(unit), kind: text(kind), decided,
    before: text(before), after: text(after), title: text(title), isCell: id.startsWith("t"), nodes: [], ties: [], findings: [],
  }));
  const ties = data.ties.map(([id, rule, outcome, target, formula, operands, labels, result, range, settled, magnitude]) => ({
    id, rule: data.rules[rule], outcome: data.outcomes[outcome], target, formula: text(formula), operands, labels,
    result: text(result), range: text(range), settled: text(settled), magnitude,
  }));
  const findings = data.findings.map(([id, rule, severity, cause, message, stated, recomputed, suggestion, mark], number) => ({
    number, id, rule: data.rules[rule], severity, cause: text(cause), message: text(message), stated: text(stated),
    recomputed: text(recomputed), suggestion: text(suggestion), mark,
  }));
  for (const tie of ties)
    for (const number of new Set([tie.target, ...tie.operands])) if (number >= 0) marks[number].ties.push(tie);
  for (const finding of findings) if (finding.mark >= 0) marks[finding.mark].findings.push(finding);

  let chosen = null, exception = -1, active = null, listed = marks, shownRows = LIST_STEP;
  const panel = document.getElementById("tt-panel");
  const part = {};

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {}))
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }
  const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
  const labelOf = (mark) => (mark.isCell ? mark.before + (mark.after ? ` [${mark.after}]` : "") : mark.text);
  const tickOf = (mark) => make("span", { class: `tt-tick tt-s-${mark.status}`, "aria-hidden": "true" }, mark.tick || "·");
  const tail = (words, most) => (words.length <= most ? words : `…${words.slice(-most).replace(/^\S*\s/, "")}`);
  const beginning = (words, most) => (words.length <= most ? words : `${words.slice(0, most).replace(/\s\S*$/, "")}…`);
  const contextOf = (mark) => `${tail(mark.before, 40)}[…]${beginning(mark.after, 30)}`;
  const agrees = (tie) => tie.outcome.startsWith("agrees");
  const isFailed = (tie) => tie.outcome === "disagrees";

  // The panel's fixed parts

  function buildHead() {
    const { document: about, coverage } = data;
    const share = (count) => `${(100 * count) / Math.max(coverage.figures, 1)}%`;
    const wrongCells = marks.filter((mark) => mark.isCell && inStatus(mark, "exception")).length;
    const bar = make("div", { class: "tt-bar", "aria-hidden": "true" });
    for (const [count, colour] of [[coverage.tied, "--tt-green"], [coverage.exception, "--tt-red"], [coverage.unsupported, "--tt-line"]]) {
      const piece = make("i");
      piece.style.width = share(count);
      piece.style.background = `var(${colour})`;
      bar.append(piece);
    }
    part.sheet = make("button", { type: "button", class: "tt-sheet", "aria-expanded": "false", onclick: () => setSheet(panel.classList.contains("tt-closed")) }, "Details");
    return make("section", { class: "tt-head", "aria-label": "Summary" },
      make("div", { class: "tt-about" },
        make("h1", {}, about.entity || about.title || about.name),
        make("p", { class: "tt-soft" }, [about.period && `Period ended ${about.period}`, about.name].filter(Boolean).join(" · ")),
        bar,
        make("p", { class: "tt-counts" },
          make("span", {}, `${plural(coverage.figures, "figure")}:`),
          make("span", { class: "tt-s-tied" }, `✓ ${coverage.tied} tied`),
          make("span", { class: coverage.exception ? "tt-s-exception" : "" }, `✗ ${plural(coverage.exception, "exception")}`),
          make("span", { class: "tt-s-unsupported" }, `○ ${coverage.unsupported} unsupported`)),
        make("p", { class: "tt-counts" },
          make("span", {}, `${plural(coverage.cells, "cell")}:`),
          make("span", { class: "tt-s-tied" }, `✓ ${coverage.cells_in_ties} in ${plural(coverage.ties, "tie")}`),
          make("span", { class: wrongCells ? "tt-s-exception" : "" }, `✗ ${plural(wrongCells, "exception")}`))),
      make("div", { class: "tt-tools" },
        make("button", { type: "button", onclick: () => stepException(-1), "aria-label": "Previous exception (p)" }, "‹ ✗"),
        make("button", { type: "button", onclick: () => stepException(1), "aria-label": "Next exception (n)" }, "✗ ›"),
        part.count = make("span", { class: "tt-soft" }, plural(findings.length, "finding")),
        make("button", { type: "button", onclick: help, "aria-label": "Help: keys and ticks (?)" }, "?"),
        part.sheet));
  }

  function buildFindings() {
    const list = make("ol", { class: "tt-list" });
    const bySeverity = [...findings].sort((a, b) => (a.severity === b.severity ? a.number - b.number : a.severity === "error" ? -1 : 1));
    part.findings = new Map();
    for (const finding of bySeverity) {
      const tone = finding.severity === "error" ? "exception" : "rounding";
      const button = make("button", { type: "button", onclick: () => openFinding(finding) },
        make("span", { class: `tt-tick tt-s-${tone}`, "aria-hidden": "true" }, "✗"),
        make("span", { class: "tt-figure" }, finding.stated || finding.rule[1].replaceAll("-", " ")),
        finding.suggestion ? ` → ${finding.suggestion}` : "",
        make("span", { class: "tt-soft" }, ` ${finding.rule[0]} ${finding.severity}: ${finding.rule[1].replaceAll("-", " ")}`));
      part.findings.set(finding.number, button);
      list.append(make("li", {}, button));
    }
    const failures = data.failures.map((line) => make("p", { class: "tt-s-exception" }, line));
    return make("section", { "aria-label": "Findings" }, make("h2", {}, `Findings (${findings.length})`),
      findings.length ? list : make("p", {}, "No exception: whatever could be recomputed agrees with what is printed."), ...failures);
  }

  function buildFigures() {
    const option = (value, words) => make("option", { value }, words);
    const count = (status) => marks.filter((mark) => inStatus(mark, status)).length;
    part.status = make("select", { onchange: filter }, ...["all", "exception", "tied", "unsupported", "open"].map((status) =>
      option(status, `${status === "all" ? "all" : STATUS_WORDS[status]} (${count(status)})`)));
    part.rule = make("select", { onchange: filter }, option("", "all rules"), ...data.rules.map(([code, name, tick]) => option(code, `${code} ${tick} ${name.replaceAll("-", " ")}`)));
    part.search = make("input", { type: "search", oninput: filter, placeholder: "figure, caption or words" });
    part.list = make("ul", { class: "tt-list" });
    part.listHead = make("h2", {}, "Figures");
    return make("section", { "aria-label": "Figures" }, part.listHead,
      make("div", { class: "tt-filters" }, make("label", {}, "Status", part.status), make("label", {}, "Rule", part.rule), make("label", {}, "Search ( / )", part.search)),
      part.list);
  }

  function buildHelp() {
    const keys = [["j / k", "next, previous figure of the filter"], ["n / p", "next, previous exception"], ["Enter", "open the figure in focus"], ["/", "search"], ["?", "this help"], ["Esc", "close"]];
    const listOf = (pairs, wrap) => make("dl", { class: "tt-keys" }, ...pairs.flatMap(([key, words]) => [make("dt", {}, make(wrap, {}, key)), make("dd", {}, words)]));
    return make("dialog", { "aria-label": "Help" },
      make("h2", {}, "Keys"), listOf(keys, "kbd"), make("h2", {}, "Ticks"), listOf(Object.entries(data.ticks), "b"),
      make("p", { class: "tt-soft" }, "A figure stands for all values that round to it. A tie agrees where what its formula can give meets what the figure stands for."),
      make("div", { class: "tt-tools" }, make("button", { type: "button", onclick: () => part.help.close() }, "Close")));
  }

  // Filter and list

  const inStatus = (mark, status) => status === "all" || mark.status === status || (status === "exception" && mark.status === "rounding");

  function filter() {
    const status = part.status.value, rule = part.rule.value, words = part.search.value.trim().toLowerCase();
    listed = marks.filter((mark) => inStatus(mark, status)
      && (!rule || mark.ties.some((tie) => tie.rule[0] === rule) || mark.findings.some((finding) => finding.rule[0] === rule))
      && (!words || `${mark.before} ${mark.text} ${mark.after} ${mark.id}`.toLowerCase().includes(words)));
    shownRows = LIST_STEP;
    list();
  }

  function list() {
    part.listHead.textContent = `Figures (${listed.length.toLocaleString("en")})`;
    const rows = listed.slice(0, shownRows).map((mark) => make("li", {},
      make("button", { type: "button", "data-n": mark.number, "aria-current": mark === chosen ? "true" : "false", onclick: () => choose(mark) },
        tickOf(mark), make("span", { class: "tt-figure" }, mark.text), " ",
        make("span", { class: "tt-soft" }, mark.isCell ? labelOf(mark) : contextOf(mark)))));
    if (listed.length > shownRows)
      rows.push(make("li", {}, make("button", { type: "button", onclick: () => { shownRows += 5 * LIST_STEP; list(); } }, `Show more of ${listed.length.toLocaleString("en")}`)));
    part.list.replaceChildren(...(rows.length ? rows : [make("li", { class: "tt-soft" }, "No figure is like this.")]));
  }

  // Choosing

  function choose(mark, { focus = true, finding = null } = {}) {
    clearHighlight();
    if (chosen) for (const node of chosen.nodes) { node.classList.remove("tt-chosen"); node.removeAttribute("aria-current"); }
    if (chosen && chosen.nodes[0]) chosen.nodes[0].tabIndex = -1;
    chosen = mark;
    for (const node of mark.nodes) node.classList.add("tt-chosen");
    const first = mark.nodes[0];
    if (first) { first.tabIndex = 0; first.setAttribute("aria-current", "true"); }
    const at = finding || mark.findings[0];
    if (at) setException(at.number);
    const shown = ordered(mark);
    showProof(mark, shown);
    if (shown.length) highlight(shown[0]);
    setSheet(true);
    reveal(mark, focus);
    for (const button of part.list.querySelectorAll("[data-n]")) button.setAttribute("aria-current", String(Number(button.dataset.n) === mark.number));
  }

  function ordered(mark) {
    const decided = ties[mark.decided];
    const isTarget = (tie) => tie.target === mark.number;
    // What decided it; then what speaks for its mark: failed ties of an exception, agreeing ties of what is tied.
    const fits = (tie) => (mark.status === "tied" ? agrees(tie) && tie.rule[2] === mark.tick : isFailed(tie));
    const rank = (tie) => (tie === decided ? 0 : (isTarget(tie) ? 1 : 3) + (fits(tie) ? 0 : 1));
    const all = new Set(mark.ties);
    if (decided) all.add(decided);
    return [...all].map((tie, place) => [rank(tie), place, tie]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((entry) => entry[2]);
  }

  function reveal(mark, focus) {
    const first = mark.nodes[0];
    if (!first) return;
    if (focus) first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", inline: "nearest" });
  }

  function jump(number) {
    const mark = marks[number];
    if (!mark || !mark.nodes.length) return;
    mark.nodes[0].scrollIntoView({ block: "center", inline: "nearest" });
    for (const node of mark.nodes) { node.classList.remove("tt-flash"); void node.offsetWidth; node.classList.add("tt-flash"); }
    say(`${mark.text}, ${labelOf(mark)}, is in view`);
  }

  function highlight(tie) {
    clearHighlight();
    active = tie;
    for (const number of tie.operands) if (number >= 0) for (const node of marks[number].nodes) node.classList.add("tt-operand");
    if (tie.target >= 0) for (const node of marks[tie.target].nodes) node.classList.add("tt-target");
    for (const card of part.proof.querySelectorAll(".tt-tie")) {
      card.classList.toggle("tt-active", card.dataset.tie === tie.id);
      const button = card.querySelector("[aria-pressed]");
      if (button) button.setAttribute("aria-pressed", String(card.dataset.tie === tie.id));
    }
  }

  function clearHighlight() {
    for (const number of active ? [active.target, ...active.operands] : [])
      if (number >= 0) for (const node of marks[number].nodes) node.classList.remove("tt-operand", "tt-target");
    active = null;
  }

  function close() {
    clearHighlight();
    part.proof.hidden = true;
    part.proof.replaceChildren();
    if (chosen) {
      for (const node of chosen.nodes) { node.classList.remove("tt-chosen"); node.removeAttribute("aria-current"); }
      if (chosen.nodes[0]) chosen.nodes[0].focus({ preventScroll: true });
    }
    chosen = null;
    setSheet(false);
  }

  function setSheet(open) {
    panel.classList.toggle("tt-proving", open && !part.proof.hidden);
    panel.classList.toggle("tt-closed", !open);
    part.sheet.setAttribute("aria-expanded", String(open));
    part.sheet.textContent = open ? "Close" : "Details";
  }

  // The proof

  function showProof(mark, shown) {
    const cards = shown.slice(0, TIES_SHOWN).map((tie) => card(tie, mark));
    if (shown.length > TIES_SHOWN) {
      const more = make("button", { type: "button", onclick: () => more.replaceWith(...shown.slice(TIES_SHOWN).map((tie) => card(tie, mark))) }, `Show ${shown.length - TIES_SHOWN} more ties`);
      cards.push(more);
    }
    const where = mark.isCell
      ? [make("p", {}, labelOf(mark)), make("p", { class: "tt-soft" }, mark.title)]
      : [make("p", {}, mark.before, make("b", {}, mark.text), mark.after)];
    part.proof.replaceChildren(...[
      make("div", { class: "tt-proof-top" },
        make("p", { role: "heading", "aria-level": "2" }, tickOf(mark), mark.text),
        make("button", { type: "button", onclick: close, "aria-label": "Close the proof (Esc)" }, "×")),
      ...where,
      make("p", { class: "tt-soft" }, [mark.id, mark.kind, mark.range && `stands for ${mark.range} ${mark.unit}`].filter(Boolean).join(" · ")),
      mark.findings.length ? "" : verdict(mark, shown), ...mark.findings.map((finding) => blame(finding)), ...cards].filter(Boolean));
    part.proof.hidden = false;
    part.proof.scrollTop = 0;
    panel.scrollTop = 0;
    say(`${mark.text}: ${verdictWords(mark, shown)} ${mark.findings.map((finding) => finding.message).join(" ")}`);
  }

  const verdict = (mark, shown) => make("p", { class: `tt-verdict tt-s-${mark.status}` }, make("b", {}, STATUS_WORDS[mark.status]), make("span", {}, `: ${verdictWords(mark, shown)}`));

  function verdictWords(mark, shown) {
    const agreeing = shown.filter(agrees);
    const proving = agreeing.filter((tie) => tie.target === mark.number).length;
    switch (mark.status) {
      case "exception": return "the figure does not recompute to what is printed.";
      case "rounding": return "the last printed digit is off by one for a reason of rounding.";
      case "tied": return proving ? `proved by ${plural(proving, "tie")}.` : `takes part in ${plural(agreeing.length, "tie")} that ${agreeing.length === 1 ? "agrees" : "agree"}.`;
      case "unsupported": return shown.length ? "the words lead to no formula that proves or refutes it; what came nearest is below." : "nothing in the release proves or refutes it.";
      default: return shown.length ? "none of its ties could be decided in its favour." : "no rule relates it to another figure.";
    }
  }

  function blame(finding) {
    const tone = finding.severity === "error" ? "exception" : "rounding";
    return make("div", { class: `tt-verdict tt-s-${tone}` },
      make("b", {}, `${finding.rule[0]} ${finding.rule[1].replaceAll("-", " ")}`), make("br"),
      make("span", {}, finding.message), make("br"),
      make("span", {}, `Cause: ${finding.cause}. Severity: ${finding.severity}.`),
      finding.suggestion ? make("p", { class: "tt-fix" }, make("span", {}, "Correction: "), make("del", {}, finding.stated), " → ", make("ins", {}, finding.suggestion)) : "");
  }

  function card(tie, mark) {
    const name = (number, place) => (tie.labels[place] !== undefined ? text(tie.labels[place]) : number >= 0 ? labelOf(marks[number]) : "?");
    const formula = tie.formula.replace(/\{(\d+)\}/g, (_, place) => name(tie.operands[place], place));
    const row = (number, label, role) => {
      const other = marks[number];
      if (!other) return null;
      const place = other.isCell ? label : contextOf(other);
      return make("li", {}, make("button", { type: "button", "data-role": role, "data-jump": number, onclick: () => { highlight(tie); jump(number); } },
        make("b", {}, `${role === "target" ? "= " : ""}${other.text}`), make("span", {}, place),
        make("small", {}, `${other.id} · ${other.range === "absent" ? "no number" : `stands for ${other.range}`}${other.isCell && other.title ? ` · ${other.title}` : ""}`)));
    };
    const target = marks[tie.target];
    const toggle = make("button", { type: "button", "aria-pressed": "false", onclick: () => highlight(tie), "aria-label": `Highlight the figures of tie ${tie.id}` }, "highlight");
    return make("article", { class: "tt-tie", "data-tie": tie.id, "aria-label": `Tie ${tie.id}` },
      make("div", { class: "tt-tie-top" }, make("h3", {}, `${tie.rule[2]} · ${tie.rule[0]} ${tie.rule[1].replaceAll("-", " ")}`), toggle),
      make("p", {}, sentence(tie)),
      make("p", { class: "tt-formula" }, `${target ? labelOf(target) : "the figure"} = ${formula}`),
      make("ul", { class: "tt-rows" }, ...[row(tie.target, target ? labelOf(target) : "", "target"), ...tie.operands.map((number, place) => row(number, name(number, place), "operand"))].filter(Boolean)),
      make("p", { class: "tt-soft" }, `recomputed ${tie.result || "nothing"}${tie.range === "absent" ? "" : `, within ${tie.range}`}${tie.magnitude ? ", signs aside" : ""}`),
      make("p", { class: "tt-soft" }, `settled by ${tie.settled}`),
      tie.target !== mark.number && target ? make("button", { type: "button", onclick: () => choose(target) }, `Open ${target.text}, which it proves`) : "");
  }

  function sentence(tie) {
    const stated = tie.target >= 0 ? marks[tie.target].text : "The figure";
    switch (tie.outcome) {
      case "agrees": return `✓ Agrees: ${stated} is what the formula gives.`;
      case "agrees_within_rounding": return `✓ Agrees within rounding: the formula gives ${tie.result}, and what the figures stand for meets.`;
      case "disagrees": return `✗ Disagrees: ${stated} is printed, the formula gives ${tie.result}.`;
      default: return "○ Open: not decided, since an operand is absent or something else may have moved the figure.";
    }
  }

  // Exceptions

  function setException(number) {
    exception = number;
    part.count.textContent = `${number + 1} of ${plural(findings.length, "finding")}`;
    for (const [key, button] of part.findings) button.setAttribute("aria-current", String(key === number));
  }

  function stepException(step) {
    if (!findings.length) { say("There is no exception."); return; }
    openFinding(findings[exception < 0 ? (step > 0 ? 0 : findings.length - 1) : (exception + step + findings.length) % findings.length]);
  }

  function openFinding(finding) {
    setException(finding.number);
    if (finding.mark >= 0) { choose(marks[finding.mark], { finding }); return; }
    close();
    setException(finding.number);
    part.proof.replaceChildren(
      make("div", { class: "tt-proof-top" }, make("p", { role: "heading", "aria-level": "2" }, finding.stated || finding.id), make("button", { type: "button", onclick: close, "aria-label": "Close the proof (Esc)" }, "×")),
      blame(finding));
    part.proof.hidden = false;
    setSheet(true);
    panel.scrollTop = 0;
    say(finding.message);
  }

  function step(by) {
    if (!listed.length) return;
    const here = chosen ? listed.indexOf(chosen) : -1;
    const next = here >= 0 ? here + by : chosen ? nearest(by) : by > 0 ? 0 : listed.length - 1;
    choose(listed[(next + listed.length) % listed.length]);
  }

  function nearest(by) {
    const after = listed.findIndex((mark) => mark.number > chosen.number);
    return by > 0 ? (after < 0 ? 0 : after) : (after < 0 ? listed.length : after) - 1;
  }

  // Help, speech, keys

  function help() { if (part.help.open) part.help.close(); else part.help.showModal(); }
  function say(words) { part.say.textContent = words; }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || part.help.open) return;
    const typing = event.target.closest && event.target.closest("input, select, textarea");
    if (event.key === "Escape") { if (typing) typing.blur(); close(); return; }
    if (typing) return;
    const node = event.target.closest && event.target.closest("mark.tt");
    if (node && (event.key === "Enter" || event.key === " ")) { choose(marks[node.dataset.i]); event.preventDefault(); return; }
    const act = { j: () => step(1), k: () => step(-1), n: () => stepException(1), p: () => stepException(-1), "?": help, "/": () => { setSheet(true); part.search.focus(); } }[event.key];
    if (act) { event.preventDefault(); act(); }
  }

  function start() {
    for (const node of document.querySelectorAll("tt-release mark.tt")) {
      const mark = marks[node.dataset.i];
      if (!mark.nodes.length) {
        node.setAttribute("role", "button");
        node.setAttribute("aria-label", `${mark.text}, ${data.ticks[mark.tick] || STATUS_WORDS[mark.status]}`);
        node.tabIndex = -1;
      }
      mark.nodes.push(node);
    }
    const entry = marks.find((mark) => mark.nodes.length);
    if (entry) entry.nodes[0].tabIndex = 0;
    part.say = make("p", { class: "tt-say", "aria-live": "polite" });
    part.proof = make("section", { class: "tt-proof", "aria-label": "Proof", hidden: true });
    part.help = buildHelp();
    panel.replaceChildren(part.say, buildHead(), part.proof, buildFindings(), buildFigures(), part.help);
    setSheet(false);
    filter();
    document.querySelector("tt-release").addEventListener("click", (event) => {
      const node = event.target.closest("mark.tt");
      if (node) choose(marks[node.dataset.i], { focus: true });
    });
    document.addEventListener("keydown", press);
    const named = location.hash && marks.find((mark) => mark.id === decodeURIComponent(location.hash.slice(1)));
    if (named) choose(named);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
