// Reading the state: again whenever something has changed, and patiently when there is no answer.
import { listen, readState } from "./api.js";
import { byId, here } from "./here.js";
import { draw, tellNews } from "./screen.js";
import { words } from "./words.js";

const tryAgainAfter = 3_000;
let reading = null;
let readAgain = false;
let retry = null;
let lineDown = false;
let stopListening = null;

/** Read the state and draw it; calls while one is under way end in one further reading. */
export function refresh() {
  if (reading) readAgain = true;
  reading ??= readOnce().finally(() => {
    reading = null;
    const again = readAgain;
    readAgain = false;
    if (again) refresh();
  });
  return reading;
}

async function readOnce() {
  const { person } = here;
  const state = await readState(person);
  clearTimeout(retry);
  if (person !== here.person) {
    readAgain = true;
    return;
  }
  trouble(state ? lineDown && words.trouble.lost : words.trouble.silent);
  if (!state) {
    retry = setTimeout(refresh, tryAgainAfter);
    return;
  }
  here.state = state;
  draw();
  tellNews();
}

/** Say calmly what is wrong with the line, or that nothing is. */
export function trouble(text) {
  const line = byId("trouble");
  if (line.textContent !== (text || "")) line.textContent = text || "";
  line.hidden = !text;
}

/** Read and listen for this person from now on. */
export function readFor(person) {
  stopListening?.();
  lineDown = false;
  const line = (up) => {
    lineDown = !up;
    if (lineDown) trouble(words.trouble.lost);
  };
  stopListening = listen(person, { changed: refresh, line });
  return refresh();
}
