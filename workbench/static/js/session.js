// Says two minutes before a session ends that it does, and lets it go on. The server decides: this only asks and tells.
(function () {
  "use strict";

  const dialog = document.querySelector("[data-session]");
  if (!dialog || !dialog.showModal) return;
  const warning = Number(dialog.dataset.warning);
  const text = dialog.querySelector("#session-text");
  const stay = dialog.querySelector("[data-stay]");
  let ends = 0;
  let last = false;
  let told = "";

  function left() {
    return Math.round((ends - Date.now()) / 1000);
  }

  function take(state) {
    ends = Date.now() + state.seconds * 1000;
    last = state.last;
    if (left() > warning) {
      if (dialog.open) dialog.close();
      told = "";
    }
  }

  // A sentence is spoken when it changes, so once a minute and not every second.
  function say(sentence) {
    if (sentence === told) return;
    told = sentence;
    text.textContent = sentence;
    if (!dialog.open) dialog.showModal();
  }

  function tell() {
    const minutes = Math.max(1, Math.ceil(left() / 60));
    stay.hidden = last;
    if (last) say(dialog.dataset.final.replace("{time}", dialog.dataset.until));
    else if (minutes === 1) say(dialog.dataset.soonOne);
    else say(dialog.dataset.soon.replace("{n}", minutes));
  }

  function over() {
    stay.hidden = true;
    say(dialog.dataset.over);
  }

  // Another window may have kept the session alive: the server knows.
  function ask() {
    return fetch(dialog.dataset.stateUrl, { headers: { "HX-Request": "true" } }).then(function (answer) {
      if (answer.status === 401) return over();
      if (!answer.ok) throw new Error("no answer");
      return answer.json().then(function (state) {
        take(state);
        if (left() <= warning) tell();
        wait();
      });
    });
  }

  // Timers stand still while a computer sleeps: the clock is looked at, not counted.
  function wait() {
    const seconds = left() > warning ? left() - warning : 15;
    setTimeout(look, Math.min(seconds, 60) * 1000);
  }

  function look() {
    if (left() > warning) return wait();
    ask().catch(wait);
  }

  stay.addEventListener("click", function () {
    const headers = { "X-CSRF-Token": dialog.dataset.csrf, "HX-Request": "true" };
    fetch(dialog.dataset.stayUrl, { method: "POST", headers: headers })
      .then(function (answer) {
        if (answer.status === 401) return over();
        return answer.json().then(take);
      })
      .catch(ask);
  });
  dialog.querySelector("[data-close]").addEventListener("click", function () {
    dialog.close();
  });

  take({ seconds: Number(dialog.dataset.seconds), last: "last" in dialog.dataset });
  wait();
})();
