// A form as a dialog: it keeps the focus, keeps what was written until it is sent, and gives the focus back.
import { focusSpot, h, icon, spotOf } from "./dom.js";
import { field } from "./fields.js";
import { say } from "./notices.js";
import { words } from "./words.js";

/**
 * Open a form. `send(fields)` answers {errors}, {trouble}, {form, send} when another form follows, or {after}, called once the dialog is gone;
 * `left()` is called when somebody leaves without sending.
 */
export function openForm(form, send, left) {
  const opener = spotOf(document.activeElement);
  const dialog = h("dialog", { class: "form", "aria-labelledby": "form-title", data: { testid: "form", form: form.name } });
  document.body.append(dialog);
  dialog.left = left;
  fill(dialog, form, send);
  dialog.leave = () => {
    dialog.close();
    dialog.remove();
    if (opener) focusSpot(opener);
  };
  dialog.showModal();
  focusFirst(dialog);
}

function fill(dialog, form, send) {
  const fields = (form.fields ?? []).map(field);
  const alert = h("p", { class: "form-alert", role: "alert", hidden: true });
  const submit = h("button", { type: "submit", class: "button primary", data: { testid: "form-send" } }, form.submit || words.form.send);
  const leave = leaving(dialog, fields);
  const cancel = h("button", { type: "button", class: "button quiet", on: { click: leave.ask } }, words.form.cancel);
  const close = h("button", { type: "button", class: "plain icon-only", "aria-label": words.form.close, on: { click: leave.ask } }, icon("close"));
  const body = h("form", { novalidate: true },
    h("header", { class: "form-head" }, h("h2", { id: "form-title", dir: "auto" }, form.title), close),
    h("div", { class: "form-body" },
      form.intro && h("p", { class: "form-intro", dir: "auto" }, form.intro), alert, fields.map((each) => each.element)),
    h("footer", { class: "form-foot" }, leave.question, cancel, submit));
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    hand(dialog, { fields, alert, submit, send });
  });
  dialog.onclose = () => dialog.isConnected && dialog.leave();
  dialog.oncancel = (event) => {
    event.preventDefault();
    leave.ask();
  };
  dialog.dataset.form = form.name;
  dialog.replaceChildren(body);
}

function values(fields) {
  return Object.fromEntries(fields.map((each) => [each.name, each.read()]));
}

/** Leaving asks once when something was written that would be lost. */
function leaving(dialog, fields) {
  const before = JSON.stringify(values(fields));
  const keep = h("button", { type: "button", class: "button", on: { click: () => hide() } }, words.form.keep);
  const discard = h("button", { type: "button", class: "button danger", on: { click: () => giveUp(dialog) } }, words.form.discard);
  const question = h("div", { class: "form-question", role: "alert", hidden: true }, h("p", {}, words.form.unsaved), keep, discard);
  const hide = () => {
    question.hidden = true;
    focusFirst(dialog);
  };
  const ask = () => {
    if (JSON.stringify(values(fields)) === before) return giveUp(dialog);
    question.hidden = false;
    return keep.focus();
  };
  return { ask, question };
}

function giveUp(dialog) {
  dialog.leave();
  dialog.left();
}

async function hand(dialog, { fields, alert, submit, send }) {
  if (submit.getAttribute("aria-disabled") === "true") return;
  wait(submit, true);
  const answer = await send(values(fields));
  wait(submit, false);
  if (answer.errors || answer.trouble) return show(answer, fields, alert);
  if (!answer.form) {
    dialog.leave();
    return answer.after?.();
  }
  fill(dialog, answer.form, answer.send);
  return focusFirst(dialog);
}

function wait(button, waiting) {
  button.toggleAttribute("data-waiting", waiting);
  button.setAttribute("aria-disabled", String(waiting));
}

function show({ errors = {}, trouble = null }, fields, alert) {
  const known = new Set(fields.map((each) => each.name));
  for (const each of fields) each.trouble(errors[each.name] ?? null);
  const elsewhere = Object.entries(errors).filter(([name]) => !known.has(name)).map(([, text]) => text);
  const summary = [trouble, ...elsewhere].filter(Boolean).join(" ") || words.form.errors(Object.keys(errors).length);
  alert.textContent = summary;
  alert.hidden = false;
  const first = fields.find((each) => errors[each.name]);
  if (first) first.focus();
  else say(summary);
}

function focusFirst(dialog) {
  const first = dialog.querySelector("input, textarea, select") ?? dialog.querySelector('[type="submit"]');
  first?.focus();
}
