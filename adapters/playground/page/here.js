// What the page knows at this moment: the state as it was read last, who is looking, and at which place.
import { hashFor, roomAt } from "./place.js";
import { knownZone } from "./when.js";
import { words } from "./words.js";

/**
 * `page` is an own page that came as an answer; `back` the place one came to it from; `asked` the reply that came last, {slot, at};
 * `did` hears of everything done.
 */
export const here = { state: null, person: null, at: null, page: null, back: null, asked: null, did: () => {} };

export const byId = (id) => document.getElementById(id);
export const room = () => roomAt(here.at, here.state.rooms);
export const now = () => new Date(here.state.now);
export const zone = () => knownZone(here.state.me?.zone ?? "UTC");

/** A place's name as people read it. */
export function placeName(at) {
  if (at === "private") return words.private;
  return at === "page" ? words.page : roomAt(at, here.state.rooms)?.name ?? "";
}

/** The messages that stand at a place, oldest first. */
export function messagesAt(at) {
  if (at === "private") return here.state.private ?? [];
  return roomAt(at, here.state.rooms)?.messages ?? [];
}

/** The person's own page. One that came as an answer (the joining page, say) stands until their own has changed since. */
export function ownPage() {
  const own = here.state.page ?? null;
  const answered = here.page;
  if (answered && answered.person === here.person && answered.over === JSON.stringify(own)) return answered.page;
  return own;
}

/** Go to a place; everything follows from the address. */
export function go(person, at) {
  location.hash = hashFor(person, at);
}
