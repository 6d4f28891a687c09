// A side panel that lies over the page on narrow screens: it takes the focus, Escape closes it and gives the focus back.

/** Make a panel a drawer; `others` cannot be reached while it is open. Returns {open(), close(), isOpen()}. */
export function drawer(panel, { button, scrim, others, narrow }) {
  const isOpen = () => panel.classList.contains("open");
  const set = (open) => {
    panel.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
    const over = open && narrow.matches;
    scrim.hidden = !over;
    for (const other of others) other.inert = over;
  };
  const close = () => {
    if (!isOpen()) return;
    const inside = panel.contains(document.activeElement);
    set(false);
    if (inside) button.focus();
  };
  const open = () => {
    set(true);
    if (narrow.matches) panel.querySelector("button, a, select")?.focus();
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && narrow.matches) close();
  });
  scrim.addEventListener("click", close);
  narrow.addEventListener("change", () => set(isOpen() && !narrow.matches));
  return { open, close, isOpen };
}
