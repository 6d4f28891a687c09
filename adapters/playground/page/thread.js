// A place as a list of messages, oldest first, with days between them and the answers to one person in place.
import { drawCard, drawText } from "./card.js";
import { h, icon, keep } from "./dom.js";
import { openMenus } from "./menu.js";
import { hashFor } from "./place.js";
import { clockTime, dayNumber, dayWords } from "./when.js";
import { words } from "./words.js";

const offered = ["👍", "🙋", "✍️", "⏭️", "🔖"];

/**
 * Draw messages and replies into `list`. `view` holds {person, place, inRoom, isPage, now, zone, press, react, dismiss}.
 */
export function drawThread(list, messages, replies, view) {
  keep(list, entriesFor(messages, replies, view));
}

function* days(messages, view) {
  let last = null;
  for (const message of messages) {
    const number = dayNumber(new Date(message.at), view.zone);
    if (number !== last) yield [message.id, number];
    last = number;
  }
}

function entriesFor(messages, replies, view) {
  const firstOfDay = new Map(days(messages, view));
  const known = new Set(messages.map((message) => message.id));
  const under = new Map(replies.filter((slot) => slot.under).map((slot) => [slot.under, slot]));
  const asked = replies.filter((slot) => !slot.under);
  const entries = [];
  const putAsked = (slots) => entries.push(...slots.map((slot) => askedEntry(slot, view)));
  putAsked(asked.filter((slot) => !known.has(slot.after)));
  for (const message of messages) {
    if (!view.isPage && firstOfDay.has(message.id)) entries.push(dayEntry(message, firstOfDay.get(message.id), view));
    entries.push(messageEntry(message, under.get(message.id) ?? null, view));
    putAsked(asked.filter((slot) => slot.after === message.id));
  }
  return entries;
}

function dayEntry(message, number, view) {
  const shown = dayWords(new Date(message.at), view.now, view.zone, words.card);
  return {
    key: `${view.place}/day:${number}`,
    print: shown,
    draw: () => h("li", { class: "day" }, h("h2", {}, h("time", { datetime: message.at.slice(0, 10) }, shown))),
  };
}

function messageEntry(message, slot, view) {
  return {
    key: `${view.place}/${message.id}`,
    print: JSON.stringify([message, slot, view.zone]),
    draw: (old) => drawMessage(message, slot, { ...view, openMenus: openMenus(old) }),
  };
}

function drawMessage(message, slot, view) {
  const at = new Date(message.at);
  const { card } = message;
  const labelled = card.title ? { "aria-labelledby": `title-${message.id}` } : { "aria-label": words.bot };
  const cardAt = {
    message: message.id, inRoom: view.inRoom, mine: message.mine ?? [], heading: view.isPage ? "h2" : "h3", openMenus: view.openMenus,
    press: (button, element, part) => view.press({ message: message.id, slot: null, part, card, button, element }),
    reply: (part) => (slot?.whisper && partOf(slot, card) === part ? drawReply(slot, view) : null),
  };
  if (view.isPage) return h("li", { class: "page", data: { testid: "message", id: message.id } }, h("article", labelled, drawCard(card, cardAt)));
  return h("li", { class: "message", data: { testid: "message", id: message.id } },
    h("article", { ...labelled },
      face(),
      h("p", { class: "byline" }, h("span", { class: "byline-name" }, words.bot), " ", h("time", { datetime: message.at }, clockTime(at, view.zone))),
      drawCard(card, cardAt),
      (asksAnything(message, view) || message.reactions?.length > 0) && drawEmoji(message, view),
      slot?.whisper && !slot.part && drawReply(slot, view)));
}

/** The section a reply belongs to; null when the page has changed and the section is no more. */
function partOf(slot, card) {
  return card.sections?.some((section) => section.title === slot.part) ? slot.part : null;
}

function face() {
  return h("span", { class: "tile", "aria-hidden": "true" }, icon("mark", "mark"));
}

/** An emoji without skin tone and presentation mark, for telling two of them apart. */
export function plainEmoji(emoji) {
  return emoji.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, "");
}

/** Emoji are offered in rooms, on cards whose time is not over: those have buttons. */
function asksAnything(message, view) {
  return view.inRoom && message.card.buttons?.length > 0;
}

function drawEmoji(message, view) {
  const offers = asksAnything(message, view);
  const there = new Map((message.reactions ?? []).map((reaction) => [plainEmoji(reaction.emoji), reaction]));
  const shown = offers ? offered.map((emoji) => there.get(plainEmoji(emoji)) ?? { emoji, names: [], count: 0 }) : [];
  const others = [...there.entries()].filter(([plain]) => !offers || !offered.some((emoji) => plainEmoji(emoji) === plain));
  const mine = new Set((message.mine ?? []).map(plainEmoji));
  return h("div", { class: "emoji-bar", role: "group", "aria-label": words.card.emoji },
    [...shown, ...others.map(([, reaction]) => reaction)].map((reaction) => drawReaction(reaction, mine, message, view)),
    h("span", { class: "emoji-note", "aria-hidden": "true" }, words.card.emojiNote));
}

function drawReaction(reaction, mine, message, view) {
  const { emoji, names = [], count = 0 } = reaction;
  const name = words.emojiNames[plainEmoji(emoji)] ?? "";
  const pressed = mine.has(plainEmoji(emoji));
  const label = count ? words.card.reacted(emoji, name, count, names) : words.card.react(emoji, name);
  const press = (event) => view.react(message.id, emoji, !pressed, event.currentTarget);
  return h("button", {
    type: "button", class: count ? "emoji counted" : "emoji", "aria-pressed": String(pressed), "aria-label": label, title: label,
    data: { spot: `${message.id}/emoji/${plainEmoji(emoji)}`, emoji, testid: "emoji" }, on: { click: press },
  }, h("span", { class: "emoji-face" }, emoji), count > 0 && h("span", { class: "emoji-count" }, String(count)));
}

function askedEntry(slot, view) {
  return {
    key: `${view.place}/${slot.key}`,
    print: JSON.stringify(slot),
    draw: (old) => h("li", { class: "asked" },
      h("p", { class: "typed", dir: "auto" }, h("span", { class: "heard-only" }, `${words.youTyped}: `), slot.typed),
      slot.whisper && drawReply(slot, { ...view, openMenus: openMenus(old) })),
  };
}

/** Draw what Earshot said to this person alone. */
function drawReply(slot, view) {
  const { text, card } = slot.whisper;
  const press = (button, element) => view.press({ message: slot.under, slot, card, button, element });
  const at = { message: slot.under ?? slot.key, slot: slot.key, mine: null, heading: view.isPage ? "h3" : "h4", openMenus: view.openMenus, press, reply: () => null };
  const close = h("button", { type: "button", class: "plain icon-only", "aria-label": words.dismiss, on: { click: () => view.dismiss(slot) } }, icon("close"));
  return h("div", { class: "reply", role: "group", "aria-label": words.onlyYou, tabindex: "-1", data: { testid: "whisper", slot: slot.key, spot: `${slot.key}/reply` } },
    h("p", { class: "reply-name" }, icon("lock"), words.onlyYou, close),
    [card ? drawCard(card, at) : drawText(text)].flat(),
    slot.leads && h("a", { class: "button leads", href: hashFor(view.person, "private"), data: { spot: `${slot.key}/leads`, testid: "leads" } }, icon("lock"), words.openPrivate));
}
