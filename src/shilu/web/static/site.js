"use strict";
// The choice of language and colours takes hold at once; without script the form reloads the page.
document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (!form.matches("form.taste") || !button) return;
  event.preventDefault();
  const chosen = new FormData(form, button);
  fetch(form.action, { method: "POST", body: new URLSearchParams(chosen), redirect: "manual" });
  const root = document.documentElement;
  root.dataset[button.name] = button.value;
  if (button.name === "language") root.lang = button.value === "en" ? "en" : "zh-Hans";
  for (const other of form.querySelectorAll(`[name="${button.name}"]`))
    other.setAttribute("aria-pressed", String(other === button));
});
