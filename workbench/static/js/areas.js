// A click on the map ticks the box in the list, so that what was ticked and not yet saved stays ticked.
(function () {
  "use strict";

  function drawn(code) {
    return document.querySelector('[data-tick="' + code + '"] path');
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest && event.target.closest("[data-tick]");
    const box = link && document.getElementById("area-" + link.dataset.tick);
    if (!box) return;
    event.preventDefault();
    box.click();
  });

  document.addEventListener("change", function (event) {
    if (event.target.name !== "code") return;
    const path = drawn(event.target.value);
    if (!path) return;
    path.classList.toggle("outline--chosen", event.target.checked);
    const link = path.closest("a");
    const name = link.querySelector("title").textContent;
    link.setAttribute("aria-label", event.target.checked ? name + ", " + link.dataset.chosen : name);
  });
})();
