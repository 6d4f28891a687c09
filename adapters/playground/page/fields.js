// The fields of a form: each draws itself with its label, hint and errors, and reads back what was entered.
import { h, icon } from "./dom.js";
import { words } from "./words.js";

const choosing = new Set(["radio", "checks", "people"]);

/** Draw a field as {name, element, read(), trouble(words | null), focus()}. */
export function field(spec) {
  const id = `field-${spec.name}`;
  const error = h("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const hint = spec.hint ? h("p", { class: "field-hint", id: `${id}-hint`, dir: "auto" }, spec.hint) : null;
  const described = [hint?.id, error.id].filter(Boolean).join(" ");
  const made = choosing.has(spec.kind) ? choice(spec, id) : spec.kind === "tick" ? tick(spec, id) : entry(spec, id);
  made.control.setAttribute("aria-describedby", described);
  const body = made.labelled ? [made.labelled, hint, error] : [label(spec, id), hint, made.body, error];
  const element = choosing.has(spec.kind)
    ? (made.control.append(...[legend(spec), hint, made.body, error].filter(Boolean)), made.control)
    : h("div", { class: `field field-${spec.kind}` }, body);
  const trouble = (text) => {
    error.replaceChildren(...(text ? [icon("close"), text] : []));
    error.hidden = !text;
    element.classList.toggle("wrong", Boolean(text));
    for (const control of made.invalid ?? made.controls) {
      if (text) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  };
  return { name: spec.name, element, read: made.read, trouble, focus: () => made.controls[0]?.focus() };
}

function optional(spec) {
  return spec.required ? null : h("span", { class: "optional" }, ` (${words.form.optional})`);
}

function label(spec, id) {
  return h("label", { for: id, dir: "auto" }, spec.label, optional(spec));
}

function legend(spec) {
  return h("legend", { dir: "auto" }, spec.label, spec.kind === "radio" ? optional(spec) : null);
}

/** A field to write in or to pick one thing from a list. */
function entry(spec, id) {
  const common = { id, name: spec.name, required: Boolean(spec.required), dir: "auto" };
  const control = spec.kind === "long" ? h("textarea", { ...common, rows: 4 })
    : spec.kind === "select" ? h("select", { id, name: spec.name, required: Boolean(spec.required) }, selectOptions(spec))
    : h("input", { ...common, type: { link: "url", date: "date" }[spec.kind] ?? "text", autocomplete: "off" });
  control.value = spec.value ?? "";
  const counter = spec.max && ["text", "long", "link"].includes(spec.kind) ? count(control, spec.max) : null;
  return { control, controls: [control], body: [control, counter], read: () => control.value };
}

function selectOptions(spec) {
  const none = spec.required && spec.value ? [] : [h("option", { value: "" }, words.form.choose)];
  return [...none, ...(spec.options ?? []).map((option) => h("option", { value: option.value }, option.label))];
}

function count(control, max) {
  const shown = h("p", { class: "counter", "aria-live": "polite" });
  const recount = () => {
    const left = max - control.value.length;
    shown.textContent = left < 0 ? words.form.over(-left) : left < max / 5 ? words.form.left(left) : "";
    shown.classList.toggle("over", left < 0);
  };
  control.addEventListener("input", recount);
  recount();
  return shown;
}

/** One of several, or several of many; `people` are shown the same way. */
function choice(spec, id) {
  const single = spec.kind === "radio";
  const chosen = new Set([spec.value ?? []].flat());
  const controls = (spec.options ?? []).map((option, index) => {
    const attributes = { type: single ? "radio" : "checkbox", id: `${id}-${index}`, name: spec.name, value: option.value, required: single && Boolean(spec.required) };
    const control = h("input", attributes);
    control.checked = chosen.has(option.value);
    return control;
  });
  const body = h("div", { class: controls.length > 5 ? "choices many" : "choices" },
    controls.map((control, index) => h("label", { class: "choice", for: control.id }, control, h("span", { dir: "auto" }, spec.options[index].label))));
  const read = () => {
    const values = controls.filter((control) => control.checked).map((control) => control.value);
    return single ? values[0] ?? "" : values;
  };
  const control = h("fieldset", { class: "field", role: single ? "radiogroup" : null });
  // A single radio button cannot be invalid, its group can; of many boxes each can.
  return { control, controls, invalid: single ? [control] : controls, body, read };
}

function tick(spec, id) {
  const control = h("input", { type: "checkbox", id, name: spec.name });
  control.checked = spec.value === true || spec.value === "true";
  const labelled = h("label", { class: "choice", for: id }, control, h("span", { dir: "auto" }, spec.label));
  return { control, controls: [control], labelled, body: null, read: () => control.checked };
}
