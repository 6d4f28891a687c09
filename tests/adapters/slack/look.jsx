// Draws each message with a public renderer of Block Kit; look.py wrote what is shown, and in which light and width, beside the page.
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

const asked = new URLSearchParams(location.search);
const theme = asked.get("theme");
const when = new Date("2026-11-24T09:00:00Z");

function Sheet({ name, kind, blocks }) {
  return (
    <section className={kind}>
      <h2>{name}</h2>
      <Message name="Earshot" logo="picture.svg" time={when} blocks={blocks} theme={theme} />
    </section>
  );
}

document.body.className = `${theme} ${asked.get("width")}`;
createRoot(document.getElementById("root")).render(
  window.shown[asked.get("sheet")].map((one, at) => <Sheet key={at} {...one} />),
);
