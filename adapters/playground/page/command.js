// The box at the bottom: commands with suggestions, and nothing else, because Earshot does not read rooms.
import { h, icon } from "./dom.js";
import { say } from "./notices.js";
import { words } from "./words.js";

/** What typed words mean at a place: the words to send, or null when they are not for Earshot. */
export function forBot(typed, inRoom) {
  const text = typed.trim();
  if (!inRoom || text.startsWith("/")) return text;
  const addressed = /^@?earshot\b[,:]?\s*/iu.exec(text);
  return addressed ? text.slice(addressed[0].length) || "help" : null;
}

/** The commands that go on from what is typed so far. */
export function suggestionsFor(typed) {
  const text = typed.trimStart().toLowerCase();
  if (!text.startsWith("/")) return [];
  const bare = text.slice(1);
  return words.commands.filter(({ shown }) => shown.startsWith(text) || (bare && shown.split(" ").some((part) => part.replace("/", "").startsWith(bare))));
}

/** Fill the form with the box; `send(typed)` answers true when the words were taken. Returns {put(words)}. */
export function commandBox(form, { send, inRoom }) {
  const input = h("input", {
    id: "command-words", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", dir: "auto", enterkeyhint: "send", maxlength: 20_000,
    role: "combobox", "aria-expanded": "false", "aria-controls": "command-list", "aria-autocomplete": "list", "aria-describedby": "command-note",
    placeholder: words.command.hint, data: { testid: "command-words" },
  });
  const label = h("label", { for: "command-words", class: "heard-only" }, words.command.label);
  const list = h("ul", { id: "command-list", class: "suggestions", role: "listbox", "aria-label": words.command.list, hidden: true });
  const button = h("button", { type: "submit", class: "send icon-only", "aria-label": words.command.send }, icon("send"));
  const remark = h("p", { id: "command-note", class: "command-note", role: "status" });
  form.append(label, h("div", { class: "command-row" }, input, button), list, remark);
  let chosen = -1;

  const close = () => {
    chosen = -1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const put = (text) => {
    input.value = text;
    close();
    input.focus();
    if (text.endsWith(" ")) input.setSelectionRange(text.length, text.length);
  };
  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    const option = list.children[index];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const suggest = (found) => {
    list.replaceChildren(...found.map((command, index) => option(command, index, put)));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
    say(words.command.matching(found.length));
  };
  const submit = async () => {
    const typed = input.value;
    if (!typed.trim() || form.hasAttribute("data-waiting")) return;
    close();
    if (forBot(typed, inRoom()) === null) {
      remark.textContent = words.command.notForBot;
      return;
    }
    form.toggleAttribute("data-waiting", true);
    if (await send(forBot(typed, inRoom()), typed.trim()) && input.value === typed) input.value = "";
    form.toggleAttribute("data-waiting", false);
  };

  input.addEventListener("input", () => {
    remark.textContent = "";
    suggest(suggestionsFor(input.value));
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "ArrowDown" && list.hidden) suggest(suggestionsFor(input.value || "/"));
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark((chosen + 1) % count);
    else if (event.key === "ArrowUp") mark(chosen <= 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Tab" && !event.shiftKey && chosen >= 0) put(list.children[chosen].dataset.words);
    else if (event.key === "Enter" && chosen >= 0) put(list.children[chosen].dataset.words);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return { put };
}

function option(command, index, put) {
  const press = (event) => {
    // On mousedown, because the box closes its list when it loses the focus.
    event.preventDefault();
    put(command.words);
  };
  return h("li", { id: `command-option-${index}`, role: "option", "aria-selected": "false", data: { words: command.words }, on: { mousedown: press } },
    h("span", { class: "suggestion-words" }, command.shown), h("span", { class: "suggestion-does" }, command.does));
}
