// Making and keeping elements. Text goes in as text nodes only; nothing here or elsewhere reads markup.

const svgSpace = "http://www.w3.org/2000/svg";

/** Make an element: `on` holds listeners, `data` the dataset, everything else is an attribute (false and null leave it out). */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (key === "data") Object.assign(element.dataset, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Draw one of the symbols that stand in index.html. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(svgSpace, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svgSpace, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/**
 * Bring a list's children in line with `entries` ({key, print, draw}), and leave alone every node whose print is the same,
 * so that nothing flickers, scrolls or loses the focus because something else has changed.
 */
export function keep(list, entries) {
  const before = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const wanted = new Set(entries.map((entry) => entry.key));
  for (const [key, node] of before) if (!wanted.has(key)) node.remove();
  let last = null;
  for (const entry of entries) {
    const old = before.get(entry.key);
    const node = old?.dataset.print === entry.print ? old : entry.draw(old);
    node.dataset.key = entry.key;
    node.dataset.print = entry.print;
    if (old && old !== node) swap(old, node);
    const next = last ? last.nextElementSibling : list.firstElementChild;
    if (next !== node) list.insertBefore(node, next);
    last = node;
  }
}

const focusable = "a[href], button, summary, [tabindex]";

function swap(old, node) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const spot = focused?.dataset.spot;
  // What has no name of its own (a long text, what unfolds it) is known by its place among its like.
  const place = focused && !spot ? [...old.querySelectorAll(focusable)].indexOf(focused) : -1;
  const folded = [...old.querySelectorAll("details")];
  node.querySelectorAll("details").forEach((details, index) => { details.open = folded[index]?.open ?? false; });
  old.replaceWith(node);
  if (spot) focusSpot(spot, node);
  else if (place >= 0) node.querySelectorAll(focusable)[place]?.focus({ preventScroll: true });
}

/** Name of the place the focus is at, which outlives the element itself. */
export function spotOf(element) {
  return element?.closest?.("[data-spot]")?.dataset.spot ?? null;
}

/** Put the focus back on a spot, wherever it has been drawn anew; true when it was found. */
export function focusSpot(spot, within = document) {
  const found = [...within.querySelectorAll("[data-spot]")].find((element) => element.dataset.spot === spot);
  found?.focus({ preventScroll: true });
  return found !== undefined;
}

/** A short, stable number for a text, for choosing a colour. */
export function hue(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return sum % 8;
}

/** The first letters of a name, for the round face beside it. */
export function initials(name) {
  const parts = name.trim().split(/\s+/u);
  return [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => [...part][0] ?? "").join("").toLocaleUpperCase("en");
}

const address = /https?:\/\/[^\s<>“”"]*[^\s<>“”".,;:!?)\]]/g;
const shownOfAddress = 56;

/** Plain text as text nodes, and every web address in it as a link to follow; `opensOutside` is said with each. */
export function withLinks(text, opensOutside) {
  const parts = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const bare = found.replace(/^https?:\/\//, "");
    const shown = bare.length > shownOfAddress ? `${bare.slice(0, shownOfAddress)}…` : bare;
    const href = safeAddress(found);
    if (href === null) continue;
    parts.push(text.slice(from, index), h("a", { href, target: "_blank", rel: "noreferrer noopener" }, shown, h("span", { class: "heard-only" }, `, ${opensOutside}`)));
    from = index + found.length;
  }
  return [...parts, text.slice(from)];
}

/** The address if it is one a person may be sent to (http, https or our own server), else null. */
export function safeAddress(text) {
  try {
    const url = new URL(text, location.href);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
