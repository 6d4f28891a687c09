// Draws each message with a public renderer of Block Kit; look.py wrote what is shown, and in which light, beside the page.
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";

const theme = new URLSearchParams(location.search).get("theme");
const when = new Date("2026-11-24T09:00:00Z");

function Sheet({ name, kind, blocks }) {
  return (
    <section className={kind}>
      <h2>{name}</h2>
      <Message name="Earshot" logo="picture.svg" time={when} blocks={blocks} theme={theme} />
    </section>
  );
}

document.body.className = theme;
createRoot(document.getElementById("root")).render(
  window.shown[new URLSearchParams(location.search).get("sheet")].map((one, at) => <Sheet key={at} {...one} />),
);
