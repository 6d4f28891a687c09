// The “…” of a card: a button that shows and hides a small list of further buttons.
import { h, icon } from "./dom.js";

const edge = 8;

/** Make the “…” button with its list; Escape, a press outside and a press inside close it and give the focus back. */
export function menu({ label, spot, open = false, entries }) {
  const button = h("button", { type: "button", class: "button icon-only more", "aria-label": label, "aria-expanded": "false", data: { spot, testid: "more" } }, icon("more"));
  const list = h("ul", { class: "menu-list" }, entries.map((entry) => h("li", {}, entry)));
  const whole = h("div", { class: "menu" }, button, list);
  const show = (shown) => {
    button.setAttribute("aria-expanded", String(shown));
    list.hidden = !shown;
    if (shown) makeVisible(list);
  };
  const close = () => {
    if (whole.contains(document.activeElement)) button.focus({ preventScroll: true });
    show(false);
  };
  button.addEventListener("click", () => show(list.hidden));
  whole.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation();
    close();
  });
  // Capture, so that the focus is back on the “…” before the press is acted upon and remembers where it came from.
  list.addEventListener("click", close, true);
  whole.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !whole.contains(event.relatedTarget)) show(false);
  });
  show(false);
  if (open) queueMicrotask(() => show(true));
  return whole;
}

/** Close every open menu that does not hold this element. */
export function closeOthers(element) {
  for (const button of document.querySelectorAll('.menu > [aria-expanded="true"]')) {
    const whole = button.parentElement;
    if (whole.contains(element)) continue;
    button.setAttribute("aria-expanded", "false");
    whole.querySelector(".menu-list").hidden = true;
  }
}

/** The spots of the menus that stand open, so that a card drawn anew keeps them open. */
export function openMenus(within) {
  return new Set([...(within?.querySelectorAll('.menu > [aria-expanded="true"]') ?? [])].map((button) => button.dataset.spot));
}

/** Where a list would stick out of the frame, it hangs from the other side, is moved in, or opens upwards. */
function makeVisible(list) {
  list.classList.remove("upwards", "to-end");
  list.style.translate = "none";
  const frame = list.closest(".thread")?.getBoundingClientRect() ?? { bottom: innerHeight, top: 0, left: 0, right: innerWidth };
  if (list.getBoundingClientRect().left < frame.left) list.classList.add("to-end");
  const box = list.getBoundingClientRect();
  const beyond = box.right - (frame.right - edge);
  if (beyond > 0) list.style.translate = `${-beyond}px`;
  const above = list.parentElement.getBoundingClientRect().top - frame.top;
  if (box.bottom > frame.bottom && above > box.height) list.classList.add("upwards");
}
