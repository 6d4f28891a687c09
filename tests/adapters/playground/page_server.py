"""A small server that serves the real page and speaks its JSON, so that the page can be tried without the bot."""

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[3] / "adapters" / "playground" / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
Json = dict[str, Any]


def button(action: str, label: str, **more: object) -> Json:
    """A button as the bot sends it."""
    return {"action": action, "subject": "01S", "label": label, **more}


def message(number: int, title: str, **card: object) -> Json:
    """A card in a room, an hour after the one before."""
    shown = {
        "title": title,
        "text": "Two sentences. They are plain.",
        "link": f"https://news.example/{number}",
        "facts": ["Heard in News · 1 h ago · because this room follows Things"],
        "buttons": [button("worth_it", "Worth sharing"), button("why", "Why am I seeing this?", more=True)],
        "tallies": {},
        **card,
    }
    return {"id": f"m{number}", "at": f"2026-11-23T{number:02}:00:00+00:00", "card": shown, "mine": [], "reactions": []}


FORM: Json = {
    "name": "story",
    "title": "Tell a story",
    "subject": "",
    "intro": "It is yours.",
    "submit": "Keep as my draft",
    "fields": [
        {"name": "title", "label": "Title", "kind": "text", "required": True, "max": 20},
        {"name": "words", "label": "The story", "kind": "long", "required": True, "hint": "As over coffee."},
        {
            "name": "kind",
            "label": "Kind",
            "kind": "select",
            "required": True,
            "options": [{"value": "a", "label": "A"}],
        },
        {
            "name": "signed",
            "label": "Name",
            "kind": "radio",
            "required": True,
            "options": [{"value": "n", "label": "N"}],
        },
        {
            "name": "who",
            "label": "Colleagues",
            "kind": "people",
            "required": False,
            "options": [{"value": "ben", "label": "Ben"}],
        },
        {"name": "link", "label": "A link", "kind": "link", "required": False},
        {"name": "day", "label": "Not before", "kind": "date", "required": False},
        {"name": "ok", "label": "Show my name", "kind": "tick", "required": False, "value": True},
    ],
}
OWN_PAGE: Json = {
    "id": "page:ana",
    "at": "2026-11-23T10:00:00+00:00",
    "mine": [],
    "card": {
        "title": "Ana's page",
        "text": "flat",
        "intro": "Everything you chose.",
        "facts": [],
        "tallies": {},
        "buttons": [],
        "sections": [
            {
                "title": "Bring or tell",
                "text": "Neither needs a network.",
                "facts": [],
                "buttons": [button("story", "Tell a story")],
            },
            {
                "title": "Nudges",
                "text": "Off.",
                "facts": ["You get none."],
                "buttons": [button("nudges_on", "Turn nudges on")],
            },
        ],
    },
}


class Chat:
    """What stands in the made-up chat, and everything the page told it."""

    def __init__(self) -> None:
        self.told: list[Json] = []
        self.now = "2026-11-23T10:00:00+00:00"
        self.room = [message(1 + n, f"Card number {n}") for n in range(6)]
        self.private: list[Json] = []
        self.whisper: Json = {"text": "Noted. Only you see this."}
        self.busy = False
        self.pages: set[queue.Queue[str]] = set()

    def state(self, who: str | None) -> Json:
        """The state as the page reads it."""
        people = [{"id": "ana", "name": "Ana Duarte"}, {"id": "ben", "name": "Ben Okafor"}]
        shown: Json = {"now": self.now, "company": "Example Works", "people": people}
        rooms: list[Json] = [{"id": "engineering", "name": "Engineering"}, {"id": "empty", "name": "Empty"}]
        if who is None:
            return {**shown, "rooms": rooms}
        stands = [{**rooms[0], "messages": self.room}, {**rooms[1], "messages": []}]
        me = {"id": who, "name": who, "zone": "Europe/Lisbon", "local": "10:00"}
        return {**shown, "rooms": stands, "private": self.private, "page": OWN_PAGE, "me": me}

    def hear(self, event: Json) -> tuple[int, Json]:
        """Take an event and answer it."""
        self.told.append(event)
        if self.busy:
            return 503, {"error": "Earshot is busy. Please press again in a moment."}
        match event:
            case {"do": "open"} | {"do": "press", "action": "me"}:
                return 200, {"reply": {"page": OWN_PAGE}}
            case {"do": "press", "action": "story"} | {"do": "ask", "words": "/story"}:
                return 200, {"reply": {"form": FORM}}
            case {"do": "submit", "fields": {"words": ""}}:
                return 200, {"reply": {"errors": {"words": "Please fill this in."}}}
            case {"do": "press", "action": "worth_it", "message": of}:
                next(one for one in self.room if one["id"] == of)["mine"].append("worth_it")
            case {"do": "react", "message": of, "emoji": emoji}:
                one = next(one for one in self.room if one["id"] == of)
                one["mine"].append(emoji)
                one["reactions"].append({"emoji": emoji, "names": ["Ana Duarte"], "count": 1})
                return 200, {"reply": None}
        return 200, {"reply": {"whisper": self.whisper}}

    def changed(self) -> None:
        """Tell every open page that something is new."""
        for page in list(self.pages):
            page.put("changed")


def _handler(chat: Chat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing: the test's output is for the test."""

        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path == "/api/stream":
                self._stream()
            elif path == "/api/state":
                self._json(200, chat.state(query.removeprefix("as=") or None))
            else:
                self._file(PAGE / ("index.html" if path == "/" else Path(path).name))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path == "/api/clock":
                chat.now = body["to"]
                chat.changed()
                self._json(200, {"now": chat.now})
            else:
                self._json(*chat.hear(body))

        def _json(self, status: int, body: Json) -> None:
            self._answer(status, "application/json", json.dumps(body).encode())

        def _file(self, path: Path) -> None:
            if path.is_file():
                self._answer(200, KINDS[path.suffix], path.read_bytes())
            else:
                self._answer(404, "text/plain", b"")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def _stream(self) -> None:
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            news: queue.Queue[str] = queue.Queue()
            chat.pages.add(news)
            try:
                self.wfile.write(b": hello\n\n")
                while (name := news.get()) != "bye":
                    self.wfile.write(f"event: {name}\ndata: {{}}\n\n".encode())
            except OSError:
                pass  # The page was closed.
            finally:
                chat.pages.discard(news)

    return Handler


@contextmanager
def serving(chat: Chat) -> Iterator[str]:
    """Serve the chat on loopback; the address is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        for page in list(chat.pages):
            page.put("bye")
        server.shutdown()
        server.server_close()
        thread.join()
