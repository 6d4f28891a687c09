// Drawing a card: its facts, title, text, buttons and the “…” menu, for messages, replies and own pages alike.
import { h, icon, safeAddress, withLinks } from "./dom.js";
import { words } from "./words.js";
import { menu } from "./menu.js";
import { copy } from "./notices.js";

const answers = new Set(["worth_it", "would_share", "scroll_past", "well_done", "less", "save"]);
const veryLong = { characters: 1_500, lines: 24 };
const looks = { join_yes: "primary", forget_yes: "danger", stop_all: "danger" };

/**
 * Draw a card's inside. `at` says where it stands: {message, slot, inRoom, mine, heading, press, reply, openMenus};
 * `press(button, element, part)` is called for every press that is more than following a link;
 * `reply(part)` draws what was whispered in answer to a press in that part, `reply(null)` in one that is no more.
 */
export function drawCard(card, at) {
  const inside = card.sections?.length
    ? [drawHead(card, at, false), at.reply(null), ...card.sections.map((section) => drawSection(section, card, at))]
    : [drawHead(card, at, true), drawButtons(card.buttons ?? [], card, at, "")];
  return h("div", { class: cardClass(card, at) }, inside);
}

function cardClass(card, at) {
  // Nothing can be done with a notice either, but its words are news; a card whose time is over keeps its title alone.
  const still = at.inRoom && !card.buttons?.length;
  const kinds = ["card", still && (card.text ? "notice" : "over"), card.ask && "asks", card.sections?.length && "has-sections", isDraft(card) && "holds-draft"];
  return kinds.filter(Boolean).join(" ");
}

function isDraft(card) {
  return (card.buttons ?? []).some((button) => button.action === "copy_draft");
}

function drawHead(card, at, whole) {
  // The first fact says where a card comes from and stands above its title; the others say more and stand below its text.
  // A reply's only fact is a note on what it says.
  const facts = card.facts ?? [];
  const note = !card.title || (at.slot && facts.length === 1);
  const [first, ...others] = note ? ["", ...facts] : facts;
  return [
    first && h("p", { class: "origin", dir: "auto" }, at.inRoom && icon(card.ask ? "ask" : "heard"), h("span", {}, first)),
    card.title && drawTitle(card, at),
    drawText(whole ? card.text : card.intro, isDraft(card)),
    card.picture && drawPicture(card.picture),
    drawFacts(others),
  ];
}

function drawTitle(card, at) {
  const address = card.link && safeAddress(card.link);
  const id = at.message ? `title-${at.slot ?? at.message}` : null;
  if (!address) return h(at.heading, { class: "title", id, dir: "auto" }, card.title);
  const link = h("a", { href: address, target: "_blank", rel: "noreferrer noopener", data: { spot: `${spotBase(at)}/title` } }, card.title);
  const host = h("span", { class: "host" }, new URL(address).hostname.replace(/^www\./, ""), icon("out"));
  return [h(at.heading, { class: "title", id, dir: "auto" }, link), h("p", { class: "host-line" }, host, h("span", { class: "heard-only" }, `, ${words.card.opensOutside}`))];
}

/**
 * Draw plain text; a very long one scrolls by itself, can be reached by keyboard and has a “Copy”, unless it is wanted `whole`.
 * Where it ends in JSON (an export does), that part is folded away: it is for machines.
 */
export function drawText(text, whole = false) {
  if (!text) return null;
  const machine = whole ? null : jsonEnd(text);
  if (machine) return [drawText(text.slice(0, -machine.length).trim()), drawMachine(machine)].flat();
  const long = text.length > veryLong.characters || text.split("\n").length > veryLong.lines;
  if (whole) return h("p", { class: "text", dir: "auto" }, text);
  if (!long) return h("p", { class: "text", dir: "auto" }, withLinks(text, words.card.opensOutside));
  const box = h("div", { class: "text long", dir: "auto", tabindex: "0", role: "region", "aria-label": words.longText }, text);
  return [box, h("button", { type: "button", class: "button small", on: { click: () => copy(text, box) } }, words.copy)];
}

function jsonEnd(text) {
  const from = text.indexOf("\n{\n");
  if (from < 0) return null;
  try {
    JSON.parse(text.slice(from));
    return text.slice(from + 1);
  } catch {
    return null;
  }
}

function drawMachine(json) {
  const box = h("div", { class: "text long code", tabindex: "0", role: "region", "aria-label": words.machineText }, json);
  return h("details", { class: "machine" }, h("summary", {}, words.machineText), box,
    h("button", { type: "button", class: "button small", on: { click: () => copy(json, box) } }, words.copy));
}

function drawPicture(picture) {
  const address = safeAddress(picture.url);
  if (!address) return null;
  const image = h("img", { src: address, alt: picture.alt ?? "", loading: "lazy", decoding: "async", referrerpolicy: "no-referrer" });
  const frame = h("div", { class: "picture" }, image);
  image.addEventListener("error", () => frame.remove());
  return frame;
}

function drawFacts(facts) {
  if (!facts.length) return null;
  return h("ul", { class: "facts" }, facts.map((fact) => h("li", { dir: "auto" }, withLinks(fact, words.card.opensOutside))));
}

function drawSection(section, card, at) {
  const heading = at.heading === "h1" ? "h2" : at.heading === "h2" ? "h3" : "h4";
  return h("section", { class: "card-section" },
    h("div", { class: "section-words" },
      section.title && h(heading, { class: "section-title", dir: "auto" }, section.title),
      drawText(section.text),
      drawFacts(section.facts ?? [])),
    drawButtons(section.buttons ?? [], card, at, section.title),
    at.reply(section.title));
}

function drawButtons(buttons, card, at, part) {
  if (!buttons.length) return null;
  const draw = (button) => drawButton(button, card, at, part);
  const more = buttons.filter((button) => button.more);
  const direct = buttons.filter((button) => !button.more);
  const isQuiet = (button) => lookOf(button, card) === "quiet";
  const label = card.ask || buttons.some((button) => answers.has(button.action)) ? words.card.answers : null;
  const spot = `${spotBase(at)}/more${part}`;
  return h("div", { class: "buttons", role: label && "group", "aria-label": label },
    direct.filter((button) => !isQuiet(button)).map(draw),
    more.length > 0 && menu({ label: words.card.more, spot, open: at.openMenus?.has(spot), entries: more.map(draw) }),
    direct.filter(isQuiet).map(draw));
}

function drawButton(button, card, at, part) {
  const address = button.url && safeAddress(button.url);
  const spot = `${spotBase(at)}/${part}${button.action}/${button.subject ?? ""}/${button.url ?? ""}`;
  const look = `button ${lookOf(button, card)}`;
  const data = { spot, action: button.action, testid: "button" };
  if (address) {
    const sends = button.action && button.action !== "open_link";
    const on = sends ? { click: (event) => at.press(button, event.currentTarget, part) } : {};
    return h("a", { class: look, href: address, target: "_blank", rel: "noreferrer noopener", data, on },
      button.label, icon("out"), h("span", { class: "heard-only" }, `, ${words.card.opensOutside}`));
  }
  // A pressed answer is a switch: pressing it again takes it back, as if it never was.
  const pressed = at.mine?.includes(button.action) ? "true" : answers.has(button.action) && at.mine ? "false" : null;
  return h("button", { type: "button", class: look, "aria-pressed": pressed, data, on: { click: (event) => at.press(pressed === "true" ? takeBack(button) : button, event.currentTarget, part) } },
    pressed === "true" && icon("check"), h("span", { dir: "auto" }, button.label));
}

function takeBack(button) {
  return answers.has(button.action) ? { ...button, action: `take_back_${button.action}` } : button;
}

/** An off switch is always there and never loud. */
function lookOf(button, card) {
  if (looks[button.action]) return looks[button.action];
  return button.action?.endsWith("_off") && !card.sections?.length ? "quiet" : "";
}

function spotBase(at) {
  return at.slot ?? at.message ?? "page";
}
