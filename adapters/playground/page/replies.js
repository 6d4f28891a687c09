// What Earshot said to one person on the spot: it stands under its card, or where it was asked for, until put away.
// Kept in this page only, for each person apart; a reload forgets it.

let number = 0;
const byPerson = new Map();

function of(person) {
  if (!byPerson.has(person)) byPerson.set(person, new Map());
  return byPerson.get(person);
}

/** The replies that stand under a message, or (with `after`) were asked for at a place. */
export function repliesAt(person, place) {
  return [...of(person).values()].filter((slot) => slot.place === place);
}

/** Make room for the answer to a press, in that part (a section) of its card: one for each card, so that a new answer takes the place of the old one. */
export function slotUnder(message, place, part = "") {
  return { key: `under:${message}`, place, part, under: message, after: null, typed: null, whisper: null };
}

/** Make room for the answer to typed words, after the newest message of that moment. */
export function slotAfter(after, place, typed) {
  number += 1;
  return { key: `asked:${number}`, place, part: "", under: null, after, typed, whisper: null };
}

/** Keep a whisper ({text} or {card}, or null) in its slot. */
export function put(person, slot, whisper) {
  of(person).set(slot.key, { ...slot, whisper });
}

/** From now on a reply leads to the private messages, where more of the answer stands. */
export function leadToPrivate(person, key) {
  const slot = of(person).get(key);
  if (slot) of(person).set(key, { ...slot, leads: true });
  return slot !== undefined;
}

/** Put a reply away. */
export function putAway(person, key) {
  of(person).delete(key);
}
