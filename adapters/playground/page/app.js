// The playground's page: what stands where is read from the server, drawn, and drawn again when something has changed.
//
// Hooks that tests may hold on to (they stay when looks and words change):
//   data-testid   company, places, person (the select), place (h1), place-link (+ data-place="room:ID" | "private" | "page"), menu (phone), welcome,
//                 now (time), clock-halfHour, clock-tomorrow, clock-monday, trouble, thread, message (+ data-id), button (+ data-action), more,
//                 emoji (+ data-emoji, aria-pressed), whisper, leads, new-pill, command, command-words, form (+ data-form), form-send, tries,
//                 tries-toggle, step-ID, toasts, live
//   names         each field of a form: [name="FIELD"]; its error: #field-FIELD-error; options: role=option in #command-list
//   state         <body data-ready="PERSON"> once their state is drawn; [data-waiting] on what was pressed until the answer is there;
//                 aria-pressed on answers and emoji; aria-current="page" on the open place; the hash #as=PERSON&at=PLACE
import { readState } from "./api.js";
import { clockBar } from "./clock.js";
import { commandBox } from "./command.js";
import { dismiss, openPage, press, react, send } from "./deeds.js";
import { drawer } from "./drawer.js";
import { byId, go, here, messagesAt, placeName, room } from "./here.js";
import { recall, remember } from "./memory.js";
import { closeOthers } from "./menu.js";
import { say } from "./notices.js";
import { findPlace, hashFor, readHash } from "./place.js";
import { readFor, refresh, trouble } from "./reading.js";
import { draw, drawWith, scrolledTo, showNew } from "./screen.js";
import { triesPanel } from "./tries.js";
import { words } from "./words.js";

const narrow = matchMedia("(max-width: 52rem)");
const medium = matchMedia("(max-width: 76rem)");
const side = drawer(byId("side"), { button: byId("menu"), scrim: byId("scrim"), others: [byId("main"), byId("tries")], narrow });
const steps = drawer(byId("tries"), { button: byId("tries-toggle"), scrim: byId("scrim"), others: [byId("main"), byId("side")], narrow: medium });

/** Follow the address: another person, another place, or both. */
async function follow() {
  if (!here.state) return;
  const wanted = readHash(location.hash);
  const person = here.state.people.some((each) => each.id === wanted.person) ? wanted.person : here.person;
  const at = findPlace(wanted.at ?? here.at, here.state.rooms);
  const another = person !== here.person;
  const moved = at !== here.at;
  const answered = at === "page" && here.back !== null;
  if (at !== "page") here.back = null;
  Object.assign(here, { person, at });
  history.replaceState(null, "", hashFor(person, at));
  if (another) await become(person);
  else if (moved) arrive();
  if (at === "page" && (another || moved) && !answered) await openPage();
}

function arrive() {
  draw();
  side.close();
  byId("toasts").replaceChildren();
  say(words.news.here(placeName(here.at), messagesAt(here.at).length));
}

async function become(person) {
  remember("person", person);
  here.page = null;
  here.back = null;
  await readFor(person);
}

function closeSteps() {
  if (!medium.matches) remember("tries-open", false);
  steps.close();
}

function toggleSteps() {
  if (steps.isOpen()) return closeSteps();
  if (!medium.matches) remember("tries-open", true);
  return steps.open();
}

function fillWords() {
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = words.shell[element.dataset.word];
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", words.shell[element.dataset.label]);
  byId("place-about").textContent = words.loading;
}

function furnish() {
  const tries = triesPanel(byId("tries"), {
    put: (text) => {
      if (medium.matches) closeSteps();
      box.put(text);
    },
    close: closeSteps,
    counted: (text) => { byId("tries-count").textContent = text; },
  });
  const moved = () => {
    tries.did({ do: "clock", as: here.person });
    return refresh();
  };
  const box = commandBox(byId("command"), { send, inRoom: () => room() !== null });
  here.did = tries.did;
  drawWith({ press, react, dismiss, showTries: steps.open, showClock: clockBar(byId("clock"), { moved }) });
  if (!medium.matches && recall("tries-open", true)) steps.open();
}

function wire() {
  byId("skip").addEventListener("click", (event) => {
    // The address says who is where; a jump within the page must not change it.
    event.preventDefault();
    byId("thread").focus();
  });
  byId("person").addEventListener("change", (event) => go(event.target.value, here.at));
  byId("menu").addEventListener("click", side.open);
  byId("side-close").addEventListener("click", side.close);
  byId("tries-toggle").addEventListener("click", toggleSteps);
  byId("new-pill").addEventListener("click", showNew);
  byId("thread").addEventListener("scroll", scrolledTo, { passive: true });
  addEventListener("resize", scrolledTo);
  document.addEventListener("click", (event) => closeOthers(event.target));
  addEventListener("hashchange", follow);
  const look = () => { if (!document.hidden && here.state) refresh(); };
  document.addEventListener("visibilitychange", look);
  // The playground's clock runs; without any news it is still looked at once a minute.
  setInterval(look, 60_000);
}

async function lobby() {
  for (;;) {
    const found = await readState(null);
    if (found) return found;
    trouble(words.trouble.silent);
    await new Promise((resolve) => { setTimeout(resolve, 2_000); });
  }
}

async function start() {
  fillWords();
  furnish();
  wire();
  const { people, rooms } = await lobby();
  const wanted = readHash(location.hash);
  const known = (id) => people.some((each) => each.id === id);
  here.person = [wanted.person, recall("person", null)].find(known) ?? people[0].id;
  here.at = findPlace(wanted.at, rooms);
  history.replaceState(null, "", hashFor(here.person, here.at));
  await become(here.person);
  if (here.at === "page") await openPage();
}

start();
