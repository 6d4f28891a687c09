// The playground's clock: what time it is for this person, and three ways forward.
import { moveClock } from "./api.js";
import { h, icon } from "./dom.js";
import { note, say } from "./notices.js";
import { city, clockWords, jumps } from "./when.js";
import { words } from "./words.js";

/** Fill the bar; `moved()` is called after a jump. Returns show(now, zone). */
export function clockBar(bar, { moved }) {
  let now = null;
  let zone = "UTC";
  let moving = false;
  const time = h("time", { id: "clock-now", data: { testid: "now" } });
  const there = h("span", { class: "clock-zone" });
  const about = h("p", { class: "clock-about", id: "clock-about" }, words.clock.about);
  const progress = h("p", { class: "clock-progress", hidden: true }, h("span", { class: "clock-progress-words" }), h("progress", { "aria-label": words.shell.clock }));
  const buttons = ["halfHour", "tomorrow", "monday"].map((jump) =>
    h("button", { type: "button", class: "button small", data: { testid: `clock-${jump}`, spot: `clock/${jump}` }, on: { click: () => go(jump) } }, words.clock[jump]));
  const group = h("div", { class: "clock-buttons", id: "clock-buttons", role: "group", "aria-label": words.clock.jump, "aria-describedby": about.id }, buttons);
  const toggle = h("button", { type: "button", class: "plain clock-toggle", "aria-expanded": "false", "aria-controls": "clock-buttons", "aria-label": words.clock.show }, icon("down"));
  toggle.addEventListener("click", () => toggle.setAttribute("aria-expanded", String(bar.classList.toggle("open"))));
  bar.append(h("div", { class: "clock-words" }, h("p", { class: "clock-now" }, icon("clock"), time, there), about), toggle, group, progress);

  async function go(jump) {
    if (moving || !now) return;
    const to = jumps(now, zone)[jump];
    wait(true);
    progress.firstChild.textContent = words.clock.moving(clockWords(to, zone));
    say(progress.firstChild.textContent);
    const answer = await moveClock(to);
    wait(false);
    if (answer.trouble) return note(answer.trouble);
    say(words.clock.moved(clockWords(new Date(answer.now), zone)));
    return moved();
  }

  function wait(waiting) {
    moving = waiting;
    progress.hidden = !waiting;
    for (const button of buttons) button.setAttribute("aria-disabled", String(waiting));
  }

  return (at, where) => {
    now = at;
    zone = where;
    time.dateTime = at.toISOString();
    time.textContent = clockWords(at, zone);
    there.textContent = city(zone);
  };
}
