// What this is, in a few lines, for somebody who sees it for the first time; put away for good with one press.
import { h } from "./dom.js";
import { recall, remember } from "./memory.js";
import { words } from "./words.js";

/** Show the welcome in rooms until it was put away; `tries()` opens the things to try. Returns whether it stands there. */
export function showWelcome(box, { company, inRoom, tries }) {
  const shown = inRoom && !recall("welcomed", false);
  if (shown && !box.firstChild) fill(box, company, tries);
  box.hidden = !shown;
  return shown;
}

function fill(box, company, tries) {
  const said = words.welcome;
  const leave = () => {
    remember("welcomed", true);
    box.hidden = true;
    document.getElementById("thread").focus({ preventScroll: true });
  };
  box.append(
    h("h2", { id: "welcome-name" }, said.title),
    h("p", {}, said.text(company)),
    h("p", { class: "welcome-first" }, h("strong", {}, said.first), ` ${said.then}`),
    h("div", { class: "buttons" },
      h("button", { type: "button", class: "button small", on: { click: leave } }, said.gotIt),
      h("button", { type: "button", class: "button small quiet welcome-tries", on: { click: tries } }, said.tries)));
}
