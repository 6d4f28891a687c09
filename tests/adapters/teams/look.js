// Draws each card with Microsoft's renderer; look.py wrote what is shown, and both host configs, beside the page.
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
const asked = new URLSearchParams(location.search);
const theme = asked.get("theme");
const root = document.getElementById("root");
const host = new HostConfig(window.hosts[theme]);
const marked = window.markdownit({ html: false });

document.body.className = `${theme} ${asked.get("width")}`;
document.getElementById("host").href = `node_modules/adaptivecards-designer/dist/containers/teams-container-${theme}.css`;
// The designer's style sheet has one colour of links for both themes; the host configs have one for each.
root.style.setProperty("--accent", window.hosts[theme].containerStyles.default.foregroundColors.accent.default);

// Teams reads bold, italics, links and lists; HTML is shown as it is written.
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = marked.render(text);
  result.didProcess = true;
};

function made(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

// What the renderer says is wrong with a card goes to the console, from where look.py takes it.
function drawn(content, name) {
  const card = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_6); // "choices.data" is 1.6 to it; Teams reads it in 1.5
  card.hostConfig = host;
  card.parse(content, context);
  for (let at = 0; at < context.eventCount; at++) console.error(`${name}: ${context.getEventAt(at).message}`);
  return card.render();
}

function section({ name, kind, card, text, title }) {
  const shown = made("section", kind);
  const shell = made("form", "shell"); // so that the dots of two cards are two questions
  shown.append(made("h2", "", name));
  if (kind === "message") shown.append(made("p", "who", "Earshot  10:00"));
  if (title) shell.append(made("h3", "", title));
  shell.append(card ? drawn(card, name) : made("div", "words", text));
  shown.append(shell);
  return shown;
}

for (const one of window.shown[asked.get("sheet")]) {
  const shown = root.appendChild(section(one));
  if (shown.offsetHeight > 1400) shown.classList.add("tall");
}
