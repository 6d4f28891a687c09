// The middle of the page: the place one is at, what is new in it, and where one was reading.
import { focusSpot, h, icon } from "./dom.js";
import { byId, here, messagesAt, now, ownPage, placeName, room, zone } from "./here.js";
import { recall, remember } from "./memory.js";
import { note, say } from "./notices.js";
import { hashFor } from "./place.js";
import { drawPlaces } from "./places.js";
import { leadToPrivate, repliesAt } from "./replies.js";
import { seen } from "./seen.js";
import { drawThread } from "./thread.js";
import { showWelcome } from "./welcome.js";
import { words } from "./words.js";

const thread = byId("thread");
const scrolled = new Map();
const sight = seen({ recall, remember });
let drawnAt = null;
let drawing = null;
const soon = 8_000;

/** Say what cards and the clock are drawn with: {press, react, dismiss, showClock, showTries}. */
export function drawWith(handlers) {
  drawing = handlers;
}

/** Draw everything as it stands now; what has not changed is left alone. */
export function draw() {
  const spot = `${here.person} ${here.at}`;
  const opening = drawnAt !== spot;
  drawing.showClock(now(), zone());
  drawHead();
  const page = here.at === "page" ? ownPage() : null;
  const messages = page ? [page] : messagesAt(here.at);
  const replies = repliesAt(here.person, here.at);
  if (opening) byId("messages").replaceChildren();
  drawThread(byId("messages"), messages, replies, { ...drawing, person: here.person, place: here.at, inRoom: room() !== null, isPage: here.at === "page", now: now(), zone: zone() });
  drawEmpty(messages.length + replies.length === 0);
  const welcomed = showWelcome(byId("welcome"), { company: here.state.company ?? words.bot, inRoom: room() !== null, tries: drawing.showTries });
  if (opening) restoreScroll(welcomed);
  drawnAt = spot;
  lookedAt();
  document.title = words.title(placeName(here.at), here.state.company ?? words.bot);
  document.body.dataset.ready = here.person;
}

function drawHead() {
  const about = { private: words.privateAbout, page: words.pageAbout }[here.at] ?? room()?.about ?? "";
  byId("place-name").textContent = placeName(here.at);
  byId("place-about").textContent = about;
  const back = byId("back");
  back.hidden = here.at !== "page" || here.back === null;
  if (!back.hidden) back.replaceChildren(h("a", { href: hashFor(here.person, here.back), data: { spot: "back" } }, icon("back"), words.backTo(placeName(here.back))));
}

function drawEmpty(empty) {
  const said = { private: words.emptyPrivate, page: words.emptyPage }[here.at] ?? words.emptyRoom;
  byId("empty").hidden = !empty;
  if (empty) byId("empty").replaceChildren(h("span", { class: "tile big", "aria-hidden": "true" }, icon("mark", "mark")), h("h2", {}, said.title), h("p", {}, said.text));
}

const fresh = (at) => (at === "page" ? 0 : sight.unseen(here.person, at, messagesAt(at)).length);
const atEnd = () => thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60;
const enoughOfIt = 120;
const inSight = ({ id }) => {
  const node = nodeOf(id);
  return node && node.offsetTop + Math.min(node.offsetHeight, enoughOfIt) <= thread.scrollTop + thread.clientHeight;
};
const nodeOf = (id) => [...byId("messages").children].find((each) => each.dataset.id === id);

/** What is in sight counts as seen; what came below the fold is told by the pill instead of moving what is being read. */
function lookedAt() {
  if (here.at !== "page") sight.see(here.person, here.at, messagesAt(here.at).filter(atEnd() ? () => true : inSight));
  const count = fresh(here.at);
  const pill = byId("new-pill");
  pill.hidden = count === 0;
  if (count) pill.replaceChildren(icon("down"), here.at === "private" ? words.news.privatePill(count) : words.news.pill(count));
  drawPlaces(here.state, { person: here.person, at: here.at, now: now(), zone: zone(), fresh });
}

/** Go to the first new message, and count all as seen. */
export function showNew() {
  const [first] = sight.unseen(here.person, here.at, messagesAt(here.at));
  if (first) nodeOf(first.id)?.scrollIntoView({ block: "start" });
  thread.focus({ preventScroll: true });
  sight.see(here.person, here.at, messagesAt(here.at));
  lookedAt();
}

/** Tell politely what has come since the last reading. */
export function tellNews() {
  for (const at of ["private", ...here.state.rooms.map((each) => `room:${each.id}`)]) {
    const news = sight.news(here.person, at, messagesAt(at));
    if (news.length === 0) continue;
    const last = news.at(-1).card.title;
    if (at === "private" && here.at !== "private") leadThere();
    if (at === "private" && here.at !== "private") note(words.news.private(last), { href: hashFor(here.person, "private"), text: words.news.open });
    else if (at === here.at) say(`${words.news.cards(news.length, placeName(at))}. ${news.length === 1 ? last ?? "" : ""}`);
  }
}

/** What comes in private right after a press belongs to it: the answer under the card leads there. */
function leadThere() {
  const { asked } = here;
  if (asked && Date.now() - asked.at < soon && leadToPrivate(here.person, asked.slot.key)) draw();
}

/** A place opens at its first new message, else where it was left, else at its end; the own page at its beginning. */
function restoreScroll(welcomed) {
  const [first] = here.at === "page" ? [] : sight.unseen(here.person, here.at, messagesAt(here.at));
  const left = scrolled.get(`${here.person} ${here.at}`);
  if (first) nodeOf(first.id).scrollIntoView({ block: "start" });
  else thread.scrollTop = left ?? (here.at === "page" || welcomed ? 0 : thread.scrollHeight);
}

/** Remember where somebody is reading, and what has come into sight. */
export function scrolledTo() {
  if (drawnAt === null || drawnAt !== `${here.person} ${here.at}`) return;
  scrolled.set(drawnAt, thread.scrollTop);
  if (fresh(here.at)) lookedAt();
}

/** Put the reader at the beginning of what has just opened. */
export function beginReading() {
  thread.scrollTop = 0;
  byId("place-name").focus();
}

/** Bring the answer to somebody's own words into sight. */
export function showReply(slot) {
  const reply = [...document.querySelectorAll("[data-slot]")].find((each) => each.dataset.slot === slot.key);
  reply?.scrollIntoView({ block: "nearest" });
}

/** Show the end of the thread, where somebody has just said something. */
export function showEnd() {
  thread.scrollTop = thread.scrollHeight;
}

/** Leave the focus near an answer when what held it is gone: at the answer itself, else at its card. */
export function focusNear({ key, under }) {
  if (!focusSpot(`${key}/reply`) && !(under && focusSpot(`${under}/title`))) thread.focus({ preventScroll: true });
}
