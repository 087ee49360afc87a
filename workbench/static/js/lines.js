// Choosing a rate on the page of a line fills in its role, amount and source at once.
(function () {
  "use strict";

  const choice = document.querySelector("[data-take-rate] select");
  if (!choice) return;
  choice.addEventListener("change", function () {
    const chosen = choice.selectedOptions[0];
    ["role", "rate", "rate_source"].forEach(function (name) {
      const field = choice.form.elements[name];
      if (field && chosen.dataset[name] !== undefined) {
        field.value = chosen.dataset[name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  });
})();

// A table whose lines are saved as they are left. Without this script its buttons save the whole table.
(function () {
  "use strict";

  const form = document.querySelector("form[data-lines]");
  if (!form) return;
  const rows = form.querySelector("[data-rows]");
  let waiting = Promise.resolve(); // one line at a time

  const rowOf = (element) => (element.closest ? element.closest("tr[data-line]") : null);
  const controls = (row) => Array.from(row.querySelectorAll(".cell"));
  const versionOf = (row) => row.querySelector('[data-acts] input[type="hidden"]');
  const typed = (row) => controls(row).map((control) => control.value).join("\u0000");
  const isDirty = (row) => typed(row) !== (row.dataset.sent || "");

  function remember(row) {
    row.dataset.sent = typed(row);
  }

  // What the server gave back unstored waits for a decision: it is not sent again by itself, and not forgotten.
  const isUndecided = (row) => "undecided" in row.dataset;

  // The fields of one line, with what every form carries.
  function fieldsOf(row) {
    const sent = new URLSearchParams();
    sent.append("csrf_token", form.querySelector('input[name="csrf_token"]').value);
    sent.append("asks", form.querySelector('input[name="asks"]').value);
    if (row && !("removed" in row.dataset)) {
      row.querySelectorAll("[name]:not(button)").forEach((field) => sent.append(field.name, field.value));
    }
    return sent;
  }

  // A cell that was typed in meanwhile keeps what stands in it; the rest of the line becomes what came back.
  function renew(old, fresh) {
    const before = (old.dataset.sending || "").split("\u0000");
    const now = controls(old);
    const came = controls(fresh);
    const busy = document.activeElement;
    now.forEach(function (control, place) {
      const cell = control.closest("td");
      const newer = control.value !== before[place];
      if (!came[place] || newer || (cell.contains(busy) && control.value === came[place].value)) return;
      const had = cell.contains(busy);
      cell.replaceWith(came[place].closest("td"));
      if (had) came[place].focus();
    });
    const acts = old.querySelector("[data-acts]");
    if (acts.contains(busy)) versionOf(old).value = versionOf(fresh).value;
    else acts.replaceWith(fresh.querySelector("[data-acts]"));
    const total = old.querySelector("[data-total]");
    if (total) total.replaceWith(fresh.querySelector("[data-total]"));
    old.id = fresh.id;
    old.dataset.line = fresh.dataset.line;
    // Names follow the line when it comes back under another.
    controls(old).forEach((control, place) => {
      if (came[place]) control.name = control.id = came[place].name;
    });
    const saved = came.map((control) => control.value);
    old.dataset.sent = saved.join("\u0000");
  }

  function place(piece) {
    const fresh = piece.content.firstElementChild;
    const way = ["into", "after", "before"].find((one) => one in piece.dataset);
    const target = document.getElementById(piece.dataset[way]);
    if (!fresh || !target) return;
    const there = document.getElementById(fresh.id);
    if (way !== "into") {
      const moving = there || fresh;
      const held = moving.contains(document.activeElement) ? document.activeElement : null;
      target[way](moving);
      if (!there || !there.matches("[data-line]")) remember(fresh);
      else if (!isUndecided(there)) renew(there, fresh);
      if (held) held.focus();
    } else if (target.matches("tr[data-line]") && !("removed" in target.dataset) && !("removed" in fresh.dataset)) {
      renew(target, fresh);
    } else {
      const held = target.contains(document.activeElement);
      target.replaceWith(fresh);
      if (fresh.matches("tr[data-line]") && !("removed" in fresh.dataset)) remember(fresh);
      if (held) (fresh.querySelector(".cell, button") || fresh).focus();
    }
  }

  function settle() {
    const lines = Array.from(rows.querySelectorAll("tr[data-line]:not([data-removed])"));
    if (!lines.some((row) => isDirty(row) || isUndecided(row))) document.dispatchEvent(new CustomEvent("workbench:saved"));
  }

  function show(name, on) {
    form.querySelector("[data-" + name + "]").hidden = !on;
  }

  async function send(row, action) {
    // A line is removed as it was seen: somebody else may have changed it since.
    const sent = fieldsOf(action && !action.startsWith("remove:") ? null : row);
    if (action) sent.append("action", action);
    const above = row && row.previousElementSibling;
    if (action && action.startsWith("restore:") && above) sent.append("after", above.dataset.line);
    if (row) row.dataset.sending = typed(row);
    let answer;
    try {
      answer = await fetch(form.dataset.lines, { method: "POST", body: sent, headers: { "HX-Request": "true" } });
    } catch {
      show("failed", true);
      return false;
    }
    const signedOut = answer.status === 401;
    show("signed-out", signedOut);
    const came = new DOMParser().parseFromString(await answer.text(), "text/html");
    const pieces = came.querySelectorAll("[data-pieces] > template");
    show("failed", !signedOut && pieces.length === 0);
    if (row && !action && pieces.length) row.toggleAttribute("data-undecided", came.querySelector("[data-unstored]") !== null);
    pieces.forEach(place);
    settle();
    return answer.ok || answer.status === 422;
  }

  // What was typed in a line is saved before anything else is done with it; a clash is looked at first.
  async function handle(row, action) {
    const save = !("removed" in row.dataset) && isDirty(row);
    if (save && !(await send(row))) return;
    if (action) await send(row, action);
  }

  function queue(row, action) {
    waiting = waiting.then(() => handle(row, action));
    return waiting;
  }

  function saveIfChanged(row) {
    if (row && row.isConnected && !("removed" in row.dataset) && isDirty(row)) queue(row);
  }

  // There is always an empty line to go on in.
  function keepBlank() {
    const last = rows.lastElementChild;
    const more = form.querySelector("[data-add-row]");
    if (!last || !more || !controls(last).some((control) => control.value.trim())) return;
    more.dataset.quiet = "yes";
    more.click();
    delete more.dataset.quiet;
    remember(rows.lastElementChild);
  }

  rows.querySelectorAll("tr[data-line]:not([data-removed])").forEach(function (row) {
    // What came back unsaved from the whole table is sent as soon as its line is left.
    if (form.dataset.guard !== "unsaved") remember(row);
  });

  form.addEventListener("change", function (event) {
    const row = rowOf(event.target);
    if (!row || !event.target.matches(".cell")) return;
    keepBlank();
    // A new line is sent as a whole: half of it would be missing in the totals and in the warnings.
    if (versionOf(row).value !== "new") saveIfChanged(row);
  });

  form.addEventListener("focusout", function (event) {
    const row = rowOf(event.target);
    if (row && !(event.relatedTarget && row.contains(event.relatedTarget))) saveIfChanged(row);
  });

  form.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest('button[name="action"]');
    if (!button) return;
    const row = rowOf(button);
    if (!row) return;
    event.preventDefault();
    queue(row, button.value);
  });

  // Alt with an arrow moves the line; Enter on the last line begins another.
  form.addEventListener("keydown", function (event) {
    const row = rowOf(event.target);
    if (!row || !event.target.matches("input.cell, .cell--wrap")) return;
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (event.altKey && way) {
      event.preventDefault();
      if (versionOf(row).value !== "new") queue(row, way + ":" + row.dataset.line);
    } else if (event.key === "Enter" && !row.nextElementSibling) {
      const more = form.querySelector("[data-add-row]");
      if (more) more.click();
    }
  });
  new MutationObserver(function (changes) {
    changes.forEach((change) =>
      change.addedNodes.forEach(function (node) {
        if (node.matches && node.matches("tr[data-line]") && node.dataset.sent === undefined) remember(node);
      })
    );
  }).observe(rows, { childList: true });
})();
