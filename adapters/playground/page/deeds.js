// What a person does, sent to the bot, and what the bot answers on the spot.
import { tell } from "./api.js";
import { openForm } from "./form.js";
import { go, here, messagesAt, ownPage, room } from "./here.js";
import { copy, note, say } from "./notices.js";
import { refresh } from "./reading.js";
import { put, putAway, slotAfter, slotUnder } from "./replies.js";
import { beginReading, draw, focusNear, showEnd, showReply } from "./screen.js";
import { words } from "./words.js";

const longestSpoken = 600;

async function act(event) {
  const whole = { as: here.person, ...event };
  const answer = await tell(whole);
  if (!answer.trouble && !answer.reply?.errors) here.did(whole);
  return answer;
}

/** Act on what the bot answered; `slot` is where a whisper goes. */
async function take(answer, slot) {
  const reply = answer.reply ?? {};
  if (answer.trouble) note(answer.trouble);
  else if (reply.errors) note(Object.values(reply.errors).join(" "));
  else if (reply.form) openForm(reply.form, (fields) => submit(reply.form, slot, fields), () => forgetTyped(slot));
  else if (reply.page) showPage(reply.page, slot !== null);
  if (reply.whisper && slot) whisper(reply.whisper, slot);
  await refresh();
  // What was pressed may be no more (“Join”, once joined), and the page around the answer another one.
  if (reply.whisper && slot) showReply(slot);
  if (slot && document.activeElement === document.body) focusNear(slot);
}

/** Words that only opened a form leave nothing behind when the form is left. */
function forgetTyped(slot) {
  if (!slot?.typed) return;
  putAway(here.person, slot.key);
  draw();
}

async function submit(form, slot, fields) {
  const answer = await act({ do: "submit", form: form.name, subject: form.subject ?? null, fields });
  if (answer.trouble) return answer;
  if (answer.reply?.errors) return answer.reply;
  const next = answer.reply?.form;
  if (next) return { form: next, send: (more) => submit(next, slot, more) };
  return { after: () => take(answer, slot) };
}

function whisper(said, slot) {
  put(here.person, slot, said);
  here.asked = { slot, at: Date.now() };
  say(`${words.onlyYou}: ${spoken(said)}`);
  draw();
  showReply(slot);
}

/** What a whisper says, short enough to be listened to; the whole stands in the reply. */
function spoken({ text, card }) {
  const whole = text ?? [card.title, card.text].filter(Boolean).join(". ");
  const [first] = whole.split("\n{\n");
  return first.length > longestSpoken ? `${first.slice(0, longestSpoken)} …` : first;
}

/** Show an own page. Whoever `asked` for it while they were on it is led to its beginning, so that they see it was heard. */
function showPage(page, asked) {
  const another = ownPage()?.card.title !== page.card.title;
  here.page = { page, person: here.person, over: JSON.stringify(here.state.page ?? null) };
  if (here.at !== "page") {
    here.back = here.at;
    go(here.person, "page");
    // The address is followed in a moment, and only then the page stands there.
    setTimeout(beginReading);
    return;
  }
  draw();
  if (another || asked) beginReading();
}

/** Open the own page, as coming to it does. */
export async function openPage() {
  const answer = await act({ do: "open" });
  if (here.at === "page" || answer.trouble) await take(answer, null);
}

/** One press at a time for each button. */
async function once(element, deed) {
  if (element.hasAttribute("data-waiting")) return null;
  element.toggleAttribute("data-waiting", true);
  const answer = await deed();
  element.removeAttribute("data-waiting");
  return answer;
}

/** A button was pressed; its answer goes under its card, or into the reply it stood in. */
export async function press({ message, slot, part, card, button, element }) {
  if (button.action === "copy_draft") return copy(card.text ?? "", element.closest(".card").querySelector(".text"));
  const place = here.at;
  // Own pages and replies are not messages of the chat, so a press in them names none.
  const stands = messagesAt(place).some((each) => each.id === message);
  const answer = await once(element, () => act({ do: "press", message: stands ? message : null, action: button.action, subject: button.subject ?? null }));
  if (!answer) return;
  // Nothing leads to somebody who is forgotten any more, so nobody but the page can ask for their page anew.
  if (button.action === "forget_yes" && !answer.trouble) await act({ do: "open" });
  await take(answer, slot ?? slotUnder(message, place, part));
}

/** An emoji was put on a message, or taken back. */
export async function react(message, emoji, added, element) {
  const place = here.at;
  const answer = await once(element, () => act({ do: added ? "react" : "take_back", message, emoji }));
  return answer && take(answer, slotUnder(message, place));
}

/** A reply was put away. */
export function dismiss(slot) {
  putAway(here.person, slot.key);
  draw();
  focusNear(slot);
}

/** Words were typed at a place; true when they were taken. */
export async function send(said, typed) {
  const slot = slotAfter(messagesAt(here.at).at(-1)?.id ?? null, here.at, typed);
  const answer = await act({ do: "ask", ...(room() ? { room: room().id } : {}), words: said });
  if (!answer.trouble) {
    put(here.person, slot, null);
    draw();
    showEnd();
  }
  await take(answer, slot);
  return !answer.trouble;
}
