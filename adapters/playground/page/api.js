// The playground's JSON API: what stands where, what a person does, the clock, and word that something has changed.
import { words } from "./words.js";

const patience = { read: 15_000, event: 20_000, clock: 180_000 };
const askEvery = 5_000;

async function ask(path, options, patient) {
  const answer = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(patient) });
  const type = answer.headers.get("content-type") ?? "";
  const body = type.includes("json") ? await answer.json() : null;
  return { ok: answer.ok, status: answer.status, body };
}

function sending(body) {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function send(path, body, patient) {
  try {
    const answer = await ask(path, sending(body), patient);
    if (answer.ok) return answer.body ?? {};
    return { trouble: answer.body?.error ?? (answer.status === 503 ? words.trouble.busy : words.trouble.unsent) };
  } catch {
    return { trouble: words.trouble.unsent };
  }
}

/** What stands where, for a person, or people and rooms alone; null when there is no answer. */
export async function readState(person) {
  try {
    const answer = await ask(person ? `/api/state?as=${encodeURIComponent(person)}` : "/api/state", {}, patience.read);
    return answer.ok ? answer.body : null;
  } catch {
    return null;
  }
}

/** Tell the bot what a person did: {reply} as it came, or {trouble} in words. */
export const tell = (event) => send("/api/events", event, patience.event);

/** Move the clock forward: {now}, or {trouble} in words. */
export const moveClock = (to) => send("/api/clock", { to: to.toISOString() }, patience.clock);

/**
 * Call `changed` whenever something has changed for a person, until the returned function is called.
 * Without a line it asks every few seconds and tries for a new line; `line(true | false)` says how it stands.
 */
export function listen(person, { changed, line }) {
  let source = null;
  let asking = null;
  const open = () => {
    source = new EventSource(`/api/stream?as=${encodeURIComponent(person)}`);
    source.addEventListener("open", () => {
      clearInterval(asking);
      asking = null;
      line(true);
      changed();
    });
    source.addEventListener("changed", changed);
    source.addEventListener("clock", changed);
    source.addEventListener("error", () => {
      line(false);
      asking ??= setInterval(() => {
        // A browser reconnects by itself unless the server answered with an error.
        if (source.readyState === EventSource.CLOSED) open();
        changed();
      }, askEvery);
    });
  };
  open();
  return () => {
    clearInterval(asking);
    source.close();
  };
}
