// “Things to try”: nine steps that tell the idea and tick themselves off. Remembered in this browser only.
import { h, icon } from "./dom.js";
import { recall, remember } from "./memory.js";
import { words } from "./words.js";

const said = (event, ...starts) => event.do === "ask" && starts.some((start) => event.words?.replace(/^\/?(earshot\s+)?/i, "").startsWith(start));

/** Which steps a thing that was done completes; `seen` gathers what takes several people or moves. Pure but for `seen`. */
export function stepsDone(event, seen) {
  const action = event.do === "press" ? event.action : null;
  if (action === "worth_it" || (event.do === "react" && event.emoji?.startsWith("👍"))) {
    const people = new Set([...(seen.worth?.[event.message] ?? []), event.as]);
    seen.worth = { ...seen.worth, [event.message]: [...people] };
    return people.size >= 3 ? ["worth"] : [];
  }
  if (said(event, "nudges on")) seen.nudge = true;
  if (event.do === "submit" && event.form === "nudges" && event.fields.often !== "off") seen.nudge = true;
  if (event.do === "clock" && seen.nudge) return ["nudge"];
  if (said(event, "pause ") || (event.do === "submit" && event.form === "pause")) return ["pause"];
  if (said(event, "find http") || (event.do === "submit" && event.form === "find")) return ["find"];
  if (event.do === "submit" && event.form === "story") return ["story"];
  if (event.do === "submit" && event.form === "interview") return ["draft"];
  if (action?.startsWith("desk_") || action === "stop_all") return ["desk"];
  if (action === "export" || said(event, "export")) return ["export"];
  if (action === "forget_yes") return ["forget"];
  return [];
}

/** Fill the panel; `put(words)` writes into the command box. Returns {did(event)}. */
export function triesPanel(panel, { put, close, counted }) {
  let memory = recall("tries", { done: [], seen: {} });
  const draw = () => {
    const done = new Set(memory.done);
    const again = h("button", { type: "button", class: "button small quiet", on: { click: () => store({ done: [], seen: {} }) } }, words.tries.again);
    counted(words.tries.count(done.size, words.tries.steps.length));
    panel.replaceChildren(
      h("header", { class: "tries-head" },
        h("h2", { id: "tries-name" }, words.tries.name),
        h("button", { type: "button", class: "plain icon-only", "aria-label": words.tries.close, data: { spot: "tries/close" }, on: { click: close } }, icon("close"))),
      h("p", { class: "tries-intro" }, words.tries.intro),
      h("ol", { class: "steps" }, words.tries.steps.map((step) => drawStep(step, done.has(step.id), put))),
      ...(done.size > 0 ? [again] : []));
  };
  const store = (next) => {
    memory = next;
    remember("tries", memory);
    draw();
  };
  draw();
  return {
    did: (event) => {
      const seen = { ...memory.seen };
      const done = stepsDone(event, seen);
      const all = [...new Set([...memory.done, ...done])];
      if (all.length !== memory.done.length) store({ done: all, seen });
      else {
        memory = { done: all, seen };
        remember("tries", memory);
      }
    },
  };
}

function drawStep(step, done, put) {
  return h("li", { class: done ? "step done" : "step", data: { testid: `step-${step.id}` } },
    h("span", { class: "step-mark", "aria-hidden": "true" }, done && icon("check")),
    h("div", {},
      h("h3", {}, step.title, done && h("span", { class: "heard-only" }, ` (${words.tries.done})`)),
      h("p", {}, step.text),
      step.put && h("button", { type: "button", class: "put", data: { spot: `tries/${step.id}` }, on: { click: () => put(step.put) } },
        h("span", { class: "heard-only" }, words.tries.put(step.put.trim())), h("code", { "aria-hidden": "true" }, step.put.trim()))));
}
