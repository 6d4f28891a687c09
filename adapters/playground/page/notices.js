// What the page says by itself: politely to a screen reader, and as a small note that leaves again.
import { h, icon } from "./dom.js";
import { words } from "./words.js";

const staysFor = 7_000;
let waiting = [];
let timer = null;

/** Say something through the polite live region; several in a moment are said together. */
export function say(text) {
  if (!text) return;
  if (!waiting.includes(text)) waiting.push(text);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const live = document.getElementById("live");
    // The same words twice in a row are said twice only if the region was different in between.
    live.textContent = live.textContent === waiting.join(" ") ? `${waiting.join(" ")}\u00a0` : waiting.join(" ");
    waiting = [];
  }, 150);
}

/** Show a note at the edge and say it; with `link` ({href, text}) it leads somewhere. It waits while it is looked at. */
export function note(text, link = null) {
  const close = h("button", { type: "button", class: "plain icon-only", "aria-label": words.dismissNote }, icon("close"));
  const toast = h("div", { class: "toast" }, h("p", { dir: "auto" }, text), link && h("a", { href: link.href, on: { click: () => toast.remove() } }, link.text), close);
  close.addEventListener("click", () => toast.remove());
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2_000) : toast.remove());
  setTimeout(leave, staysFor);
  document.getElementById("toasts").replaceChildren(toast);
  say(text);
}

/** Copy words to the clipboard and say so; where that is refused, select them. */
export async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    note(words.copied);
  } catch {
    if (element) getSelection().selectAllChildren(element);
    note(words.selected);
  }
}
