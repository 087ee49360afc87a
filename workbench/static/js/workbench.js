// Small improvements of pages that work without any script.
(function () {
  "use strict";

  // An error summary is read first.
  function focusSummary(root) {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // "12 of 150 words" follows the typing; spoken after a pause.
  function countWords(area) {
    const counter = document.getElementById(area.dataset.words);
    if (!counter) return;
    const limit = Number(counter.dataset.limit);
    const typed = area.value.trim();
    const words = typed ? typed.split(/\s+/u).length : 0;
    const text = words > limit ? counter.dataset.over : counter.dataset.under;
    counter.classList.toggle("word-count--over", words > limit);
    counter.textContent = text.replace("{n}", words).replace("{m}", limit).replace("{d}", words - limit);
  }

  // A text shows whole: the field grows with it and never shrinks under its rows.
  function grow(area) {
    const lines = () => area.scrollHeight > area.clientHeight + 1;
    while (lines() && area.rows < 60) area.rows += 1;
  }

  // Unsaved typing is not left without a question; text that came back unsaved is such typing.
  let unsaved = document.querySelector('form[data-guard="unsaved"]') !== null;
  function guard(event) {
    if (event.target.closest && event.target.closest("form[data-guard]")) unsaved = true;
  }
  window.addEventListener("beforeunload", function (event) {
    if (unsaved) event.preventDefault();
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-guard]")) unsaved = false;
  });
  document.addEventListener("workbench:saved", function () {
    unsaved = false;
  });

  document.addEventListener("input", function (event) {
    const field = event.target;
    guard(event);
    if (field.dataset.words) {
      clearTimeout(field.pause);
      field.pause = setTimeout(countWords, 300, field);
    }
    if ("grow" in field.dataset) grow(field);
  });

  // One more row: the blank row of the table, with names of its own.
  let added = 0;
  function addRow(button) {
    const id = button.dataset.addRow;
    const blank = document.querySelector('template[data-blank-row="' + id + '"]');
    const rows = document.getElementById(id).querySelector("[data-rows]");
    const row = document.importNode(blank.content, true);
    added += 1;
    row.querySelectorAll("*").forEach(function (element) {
      Array.from(element.attributes).forEach(function (attribute) {
        if (attribute.value.includes("__row__")) {
          attribute.value = attribute.value.replaceAll("__row__", "new-" + added);
        }
      });
    });
    rows.append(row);
    const first = rows.lastElementChild.querySelector("input:not([type=hidden]), select, textarea");
    // A table that keeps an empty row at its end must not take the cursor from who types.
    if (first && !button.dataset.quiet) first.focus();
    unsaved = true;
  }

  // Several cells from Word or Excel go to the page that shows what would change.
  function pasteRows(event) {
    const table = event.target.closest && event.target.closest("table[data-paste-url]");
    if (!table || !event.clipboardData) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/\t/.test(text) && !/\n\s*\S/.test(text)) return;
    if (event.target.matches("textarea") && !/\t/.test(text)) return;
    event.preventDefault();
    const form = document.createElement("form");
    form.method = "post";
    form.action = table.dataset.pasteUrl;
    form.hidden = true;
    const values = { csrf_token: document.querySelector('input[name="csrf_token"]').value, pasted: text };
    Object.entries(values).forEach(function ([name, value]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    });
    document.body.append(form);
    form.submit();
  }
  document.addEventListener("paste", pasteRows);

  // Up, down and Enter walk through a column of a table that is filled in.
  document.addEventListener("keydown", function (event) {
    const cell = event.target;
    if (!cell.matches || !cell.matches("input.cell, .cell--wrap")) return;
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    // In a text of several lines the arrows walk through the text first.
    const end = step > 0 ? cell.value.length : 0;
    if (event.key !== "Enter" && cell.matches(".cell--wrap") && cell.selectionEnd !== end) return;
    event.preventDefault();
    const place = cell.closest("td, th").cellIndex;
    const row = cell.closest("tr");
    const other = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    const target = other && other.cells[place] && other.cells[place].querySelector(".cell");
    if (target) target.focus();
  });

  function useText(button) {
    const text = button.closest(".conflict__text").querySelector(".conflict__body").textContent;
    const field = button.closest(".conflict").querySelector("textarea, input.control__input");
    field.value = text;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function reveal(button) {
    const field = document.getElementById(button.dataset.reveal);
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.textContent = shown ? button.dataset.show : button.dataset.hide;
  }

  // Waits for a document: looks whether the page has something new to say, and opens it only then.
  function lookAgain(waiting) {
    const url = waiting.dataset.lookAgain;
    const later = () => setTimeout(lookAgain, Number(waiting.dataset.seconds) * 1000, waiting);
    fetch(url)
      .then((answer) => answer.text())
      .then(function (text) {
        const page = new DOMParser().parseFromString(text, "text/html");
        if (page.querySelector("[data-look-again]")) later();
        else window.location.replace(url);
      })
      .catch(later);
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-add-row], [data-use-text], [data-reveal]");
    if (!button) return;
    if (button.dataset.addRow) addRow(button);
    if (button.dataset.useText) useText(button);
    if (button.dataset.reveal) reveal(button);
  });

  // What only a script can do is shown only when there is one.
  function prepare(root) {
    root.querySelectorAll("[data-add-row], [data-use-text], [data-reveal]").forEach(function (button) {
      const own = button.dataset.useText;
      button.hidden = Boolean(own) && !button.closest(".conflict").querySelector("textarea, input.control__input");
    });
    root.querySelectorAll("textarea[data-grow]").forEach(grow);
  }
  prepare(document);
  document.querySelectorAll("[data-look-again]").forEach(lookAgain);
  document.addEventListener("htmx:afterSwap", function (event) {
    prepare(event.target);
    focusSummary(event.target);
  });
  focusSummary(document);
})();
