"""The playground's page, tried in a real browser against a small server that speaks its JSON."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.adapters.playground.page_server import PAGE, Chat, button, message, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK, PHONE = (1280, 860), (390, 844)

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM FOUND: the playground's page was not tried")
pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def chat() -> Chat:
    return Chat()


@contextmanager
def looking(
    browser: Browser, chat: Chat, at: str = "room:engineering", *, size: tuple[int, int] = DESK, scheme: str = "light"
) -> Iterator[Page]:
    """A page open for Ana, which must not break its Content-Security-Policy or throw."""
    wrong: list[str] = []
    with serving(chat) as address:
        dark = scheme == "dark"
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(5_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Security Policy" in line.text else None)
        page.goto(f"{address}/#as=ana&at={at}")
        page.wait_for_selector("body[data-ready]")
        yield page
        context.close()
    assert wrong == []


def violations(page: Page) -> list[str]:
    """What axe finds, of any impact."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]


def sources() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in PAGE.iterdir()}


# --- without a browser --------------------------------------------------------------------------------------------


def test_the_page_never_reads_markup_and_needs_nothing_from_elsewhere() -> None:
    for name, text in sources().items():
        code = re.sub(r"^\s*(//|\*|/\*).*$", "", text, flags=re.MULTILINE)
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code), (
            name
        )
        assert not re.search(r"<script(?! type=\"module\" src=\"/page/)|<style|\sstyle=|\son\w+=\"", code), name
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg|…)", code), name


def test_every_module_and_style_the_page_names_is_there() -> None:
    there = sources()
    for text in there.values():
        named = re.findall(r"from \"\./([\w.]+)\"|\"/page/([\w.]+)\"", text)
        assert all((ours or page) in there for ours, page in named)


# --- in a browser -------------------------------------------------------------------------------------------------


@needs_browser
@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"])
def test_axe_finds_nothing_in_rooms_private_own_page_and_forms(
    browser: Browser, chat: Chat, size: tuple[int, int], scheme: str
) -> None:
    chat.room[-1] = message(6, "Asking", ask=True, facts=["Worth sharing? · brought by Ben", "Optional, always."])
    chat.private = [message(7, "Your draft", buttons=[button("copy_draft", "Copy"), button("drafts_off", "Off")])]
    with looking(browser, chat, size=size, scheme=scheme) as page:
        page.get_by_role("button", name="Worth sharing").first.click()
        expect(page.get_by_test_id("whisper")).to_be_visible()
        page.get_by_test_id("more").first.click()
        assert violations(page) == []
        for place in ("private", "room:empty", "page"):
            page.evaluate("at => location.hash = `#as=ana&at=${at}`", place)
            page.wait_for_timeout(150)
            assert violations(page) == [], place
        page.get_by_role("button", name="Tell a story").click()
        page.get_by_test_id("form-send").click()
        expect(page.locator("#field-words-error")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@needs_browser
def test_a_newcomer_is_told_what_this_is_once(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat, size=PHONE) as page:
        welcome = page.get_by_test_id("welcome")
        expect(welcome).to_be_in_viewport()
        expect(welcome).to_contain_text("Example Works")
        expect(page.get_by_test_id("tries")).not_to_contain_text("false")
        welcome.get_by_role("button", name="Show me what to try").click()
        expect(page.get_by_test_id("tries")).to_be_visible()
        page.keyboard.press("Escape")
        page.evaluate("location.hash = '#as=ana&at=private'")
        expect(welcome).to_be_hidden()
        page.evaluate("location.hash = '#as=ana&at=room:empty'")
        welcome.get_by_role("button", name="Got it").click()
        page.reload()
        expect(page.get_by_test_id("thread")).to_be_visible()
        expect(welcome).to_be_hidden()


@needs_browser
def test_the_things_to_try_tick_themselves_off_when_they_were_really_done(browser: Browser, chat: Chat) -> None:
    done = """([events]) => import('/page/tries.js').then(({ stepsDone }) => {
        const seen = {};
        return events.flatMap((event) => stepsDone({ as: 'ana', ...event }, seen));
    })"""
    with looking(browser, chat) as page:
        opened = [
            {"do": "ask", "words": "/find"},
            {"do": "ask", "words": "/earshot pause"},
            {"do": "press", "action": "forget"},
            {"do": "press", "action": "nudges_on"},
            {"do": "clock"},
            {"do": "press", "action": "worth_it", "message": "m1"},
        ]
        assert page.evaluate(done, [opened]) == []
        real = [
            {"do": "submit", "form": "find", "fields": {}},
            {"do": "ask", "words": "/earshot pause 2w"},
            {"do": "press", "action": "forget_yes"},
            {"do": "submit", "form": "nudges", "fields": {"often": "weekly"}},
            {"do": "clock"},
            *({"do": "press", "action": "worth_it", "message": "m1", "as": who} for who in ("ana", "ben", "yuki")),
        ]
        assert page.evaluate(done, [real]) == ["find", "pause", "forget", "nudge", "worth"]


@needs_browser
def test_axe_would_find_a_button_without_a_name(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        page.evaluate("document.querySelector('[data-testid=more]').removeAttribute('aria-label')")
        assert any(found.startswith("button-name") for found in violations(page))


@needs_browser
def test_what_a_card_says_is_shown_as_text(browser: Browser, chat: Chat) -> None:
    hostile = '<b id="made">bold</b><script>document.title = "x"</script> *not bold* <!channel>'
    chat.room = [message(1, hostile, text=hostile, facts=[hostile], link="javascript:alert(1)")]
    with looking(browser, chat) as page:
        card = page.get_by_test_id("message")
        expect(card.get_by_role("heading")).to_have_text(hostile)
        assert card.locator("#made").count() == 0
        assert card.locator("a[href^='javascript']").count() == 0

        # The control: a page that read markup would have made the element.
        page.evaluate("text => { document.querySelector('.title').innerHTML = text }", hostile)
        assert card.locator("#made").count() == 1


@needs_browser
def test_a_card_is_answered_and_its_menu_used_by_keyboard_alone(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        page.get_by_role("button", name="Worth sharing").first.focus()
        page.keyboard.press("Enter")
        pressed = page.get_by_role("button", name="Worth sharing").first
        expect(pressed).to_have_attribute("aria-pressed", "true")
        expect(pressed).to_be_focused()
        expect(page.get_by_test_id("live")).to_contain_text("Noted")

        page.keyboard.press("Tab")
        expect(page.get_by_test_id("more").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("more").first).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Tab")
        expect(page.get_by_test_id("more").first).not_to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("more").first).to_be_focused()
        for _ in range(100):  # the second press is on its way to the server
            if len(chat.told) >= 2:
                break
            page.wait_for_timeout(50)
        assert [(one["do"], one["action"], one["message"]) for one in chat.told] == [
            ("press", "worth_it", "m1"),
            ("press", "why", "m1"),
        ]


@needs_browser
def test_on_a_phone_a_menu_stays_in_sight_wherever_its_dots_stand(browser: Browser, chat: Chat) -> None:
    long = [button("less_of_topic", "Less of “Working well together” for me", more=True)]
    chat.room = [
        message(1 + n, f"Card {n}", buttons=[button("worth_it", "Worth sharing" + n * "!"), *long]) for n in range(9)
    ]
    with looking(browser, chat, size=PHONE) as page:
        for dots in page.get_by_test_id("more").all():
            dots.click()
            box = page.locator(".menu-list:visible").bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE[0]
            page.keyboard.press("Escape")
        # The control: where it would hang by itself.
        page.get_by_test_id("more").last.click()
        page.locator(".menu-list:visible").evaluate("list => { list.style.translate = 'none' }")
        box = page.locator(".menu-list:visible").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] > PHONE[0]


@needs_browser
def test_pressing_an_answer_again_takes_it_back(browser: Browser, chat: Chat) -> None:
    chat.room[0]["mine"] = ["worth_it"]
    with looking(browser, chat) as page:
        page.get_by_role("button", name="Worth sharing").first.click()
        expect(page.get_by_test_id("whisper")).to_be_visible()
    assert chat.told[0]["action"] == "take_back_worth_it"


@needs_browser
def test_an_emoji_says_that_everyone_sees_it(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        thumb = page.locator("[data-emoji='👍']").first
        expect(thumb).to_have_accessible_name(re.compile("everyone sees this"))
        thumb.click()
        expect(thumb).to_have_attribute("aria-pressed", "true")
        expect(thumb).to_have_accessible_name(re.compile(r"1 \(Ana Duarte\)"))
    assert chat.told == [{"as": "ana", "do": "react", "message": "m1", "emoji": "👍"}]


@needs_browser
def test_a_card_whose_time_is_over_offers_nothing_and_keeps_the_emoji_it_had(browser: Browser, chat: Chat) -> None:
    chat.room = [message(1, "Over", buttons=[]), message(2, "Alive")]
    chat.room[0]["reactions"] = [{"emoji": "👍", "names": ["Ben Okafor"], "count": 1}]
    with looking(browser, chat) as page:
        over, alive = page.locator("[data-id=m1]"), page.locator("[data-id=m2]")
        expect(over.get_by_test_id("emoji")).to_have_count(1)
        expect(alive.get_by_test_id("emoji")).to_have_count(5)
        assert violations(page) == []


@needs_browser
def test_a_notice_is_not_as_pale_as_a_card_whose_time_is_over(browser: Browser, chat: Chat) -> None:
    none: list[object] = []
    chat.room = [
        message(1, "Over", text="", buttons=none),
        message(2, "You said, we did", facts=none, link=None, buttons=none),
    ]
    with looking(browser, chat) as page:
        over, said = page.locator("[data-id=m1] .card"), page.locator("[data-id=m2] .card")
        color = "card => getComputedStyle(card).color"
        assert said.evaluate(color) == page.locator("body").evaluate(color)
        assert over.evaluate(color) != said.evaluate(color)


@needs_browser
def test_a_replys_only_fact_stands_below_what_it_is_a_note_on(browser: Browser, chat: Chat) -> None:
    chat.whisper = {"card": {"title": "One thing", "text": "A name.", "facts": ["None of it is kept."], "buttons": []}}
    with looking(browser, chat) as page:
        page.get_by_role("button", name="Worth sharing").first.click()
        expect(page.get_by_test_id("whisper")).to_contain_text(re.compile("One thing.*A name.*None of it is kept"))


@needs_browser
def test_words_in_a_room_that_are_no_command_are_not_sent(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        box = page.get_by_test_id("command-words")
        box.fill("Good morning everybody")
        box.press("Enter")
        expect(page.locator("#command-note")).to_contain_text("does not read rooms")
        assert chat.told == []

        box.fill("@earshot help")
        box.press("Enter")
        expect(page.get_by_test_id("whisper")).to_be_visible()
        assert chat.told == [{"as": "ana", "do": "ask", "room": "engineering", "words": "help"}]


@needs_browser
def test_in_private_all_words_are_for_the_bot(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat, "private") as page:
        page.get_by_test_id("command-words").fill("help me")
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("whisper")).to_be_visible()
    assert chat.told == [{"as": "ana", "do": "ask", "words": "help me"}]


@needs_browser
def test_a_command_is_chosen_from_the_suggestions_by_keyboard(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        box = page.get_by_test_id("command-words")
        box.press_sequentially("/pau")
        box.press("ArrowDown")
        expect(page.locator("#command-list [aria-selected=true]")).to_contain_text("pause 2w")
        box.press("Enter")
        expect(box).to_have_value("/earshot pause 2w")
        assert chat.told == []


@needs_browser
def test_a_form_keeps_the_words_ties_errors_to_fields_and_gives_the_focus_back(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat, "page") as page:
        opener = page.get_by_role("button", name="Tell a story")
        opener.click()
        page.locator("[name=title]").fill("A" * 24)
        expect(page.get_by_test_id("form")).to_contain_text("4 characters too many")
        page.get_by_test_id("form-send").click()
        words = page.locator("[name=words]")
        expect(words).to_be_focused()
        expect(words).to_have_accessible_description(re.compile(r"As over coffee\..*Please fill this in\."))
        expect(page.locator("[name=title]")).to_have_value("A" * 24)

        page.keyboard.press("Escape")
        expect(page.get_by_text("not sent yet")).to_be_visible()
        page.keyboard.press("Enter")
        words.fill("It was raining.")
        page.get_by_test_id("form-send").click()
        expect(page.get_by_test_id("form")).to_have_count(0)
        expect(opener).to_be_focused()
        expect(page.get_by_test_id("whisper")).to_be_visible()
    sent = chat.told[-1]
    assert sent["form"] == "story"
    assert sent["fields"] == {
        "title": "A" * 24,
        "words": "It was raining.",
        "kind": "",
        "signed": "",
        "who": [],
        "link": "",
        "day": "",
        "ok": True,
    }


@needs_browser
def test_words_that_only_opened_a_form_leave_nothing_behind(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        box = page.get_by_test_id("command-words")
        box.fill("/story")
        box.press("Enter")
        expect(page.get_by_test_id("form")).to_be_visible()
        expect(page.locator(".typed")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator(".typed")).to_have_count(0)
        expect(box).to_be_focused()


@needs_browser
def test_an_answer_that_goes_on_in_private_leads_there(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        page.get_by_role("button", name="Worth sharing").first.click()
        expect(page.get_by_test_id("whisper")).to_be_visible()
        expect(page.get_by_test_id("leads")).to_have_count(0)
        chat.private = [message(1, "Your draft is here")]
        chat.changed()
        page.get_by_test_id("leads").click()
        expect(page.get_by_test_id("place")).to_have_text("Private messages")


@needs_browser
def test_an_export_is_read_in_words_with_the_json_folded_away(browser: Browser, chat: Chat) -> None:
    words = "First in words.\n\nYou: Ana\n\n"
    chat.whisper = {"card": {"title": "All", "text": f'{words}{{\n "person": {{"name": "Ana"}}\n}}', "buttons": []}}
    with looking(browser, chat, size=PHONE) as page:
        page.get_by_role("button", name="Worth sharing").first.click()
        whisper = page.get_by_test_id("whisper")
        expect(whisper.locator(".text").first).to_have_text("First in words.\n\nYou: Ana")
        json = whisper.get_by_role("region")
        expect(json).to_be_hidden()
        whisper.locator("summary").press("Enter")
        expect(json).to_have_text('{\n "person": {"name": "Ana"}\n}')
        assert violations(page) == []

        chat.room[0]["card"]["title"] = "Drawn anew"
        chat.changed()
        expect(page.get_by_role("heading", name="Drawn anew")).to_be_visible()
        expect(whisper.locator("summary")).to_be_focused()
        expect(json).to_be_visible()


@needs_browser
def test_web_addresses_in_words_can_be_followed_and_nothing_else(browser: Browser, chat: Chat) -> None:
    text = "See https://news.example/a?b=c, (http://x.example/y) javascript:alert(1) and ftp://z.example"
    chat.room = [message(1, "Links", text=text, facts=["one", "https://news.example/fact"])]
    with looking(browser, chat) as page:
        links = page.locator(".text a, .facts a")
        found = links.evaluate_all("links => links.map(link => link.href)")
        assert found == ["https://news.example/a?b=c", "http://x.example/y", "https://news.example/fact"]
        expect(page.locator(".text")).to_contain_text("javascript:alert(1) and ftp://z.example")
        assert violations(page) == []


@needs_browser
def test_what_has_been_in_sight_is_no_longer_new(browser: Browser, chat: Chat) -> None:
    chat.private = [message(n, f"Message {n}") for n in range(1, 6)]
    with looking(browser, chat, "private") as page:
        seen = page.locator("[data-place=private] .count")
        expect(page.get_by_test_id("new-pill")).to_contain_text("below")
        before = int((seen.inner_text()).split()[0])
        assert before < len(chat.private)  # those in sight count as read
        page.get_by_test_id("thread").evaluate("thread => thread.scrollTop = thread.scrollHeight")
        expect(seen).to_have_count(0)


@needs_browser
def test_a_press_on_the_own_page_names_no_message(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat, "page") as page:
        expect(page.get_by_test_id("message")).not_to_contain_text("flat")
        page.get_by_role("button", name="Turn nudges on").click()
        expect(page.get_by_test_id("whisper")).to_be_visible()
    assert chat.told[-1]["message"] is None


@needs_browser
def test_the_own_page_asked_for_while_it_is_open_is_led_to_its_beginning(browser: Browser, chat: Chat) -> None:
    chat.whisper = {"card": {"title": "Welcome.", "text": "", "facts": [], "buttons": [button("me", "Your page")]}}
    with looking(browser, chat, "page", size=PHONE) as page:
        page.get_by_role("button", name="Turn nudges on").click()
        page.get_by_role("button", name="Your page").click()
        expect(page.get_by_test_id("place")).to_be_focused()
        assert violations(page) == []


@needs_browser
def test_a_draft_is_copied_in_the_page_and_nothing_is_sent(browser: Browser, chat: Chat) -> None:
    chat.private = [message(1, "Your draft", text="My own words.\n", buttons=[button("copy_draft", "Copy")])]
    with looking(browser, chat, "private") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy").click()
        expect(page.get_by_test_id("live")).to_contain_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == "My own words.\n"
    assert chat.told == []


@needs_browser
def test_new_cards_are_told_and_do_not_move_what_is_being_read(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        page.get_by_test_id("thread").evaluate("thread => thread.scrollTop = 200")
        before = page.locator("[data-id=m3]").bounding_box()
        chat.room = [*chat.room, message(7, "A new card"), message(8, "Another one")]
        chat.changed()
        expect(page.get_by_test_id("new-pill")).to_have_text("2 new cards below")
        expect(page.get_by_test_id("live")).to_contain_text("2 new cards in Engineering")
        assert page.locator("[data-id=m3]").bounding_box() == before

        page.get_by_test_id("new-pill").click()
        expect(page.locator("[data-id=m7]")).to_be_in_viewport()
        expect(page.get_by_test_id("new-pill")).to_be_hidden()


@needs_browser
def test_private_messages_are_marked_until_they_were_seen(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        chat.private = [message(1, "Your draft is here")]
        chat.changed()
        link = page.locator("[data-place=private]")
        expect(link).to_contain_text("1 new message")
        expect(page.get_by_test_id("toasts")).to_contain_text("Your draft is here")
        link.click()
        expect(link).not_to_contain_text("new message")


@needs_browser
def test_the_person_is_switched_and_kept_over_a_reload(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        page.get_by_test_id("person").select_option("ben")
        page.wait_for_url(re.compile("#as=ben&at=room:engineering$"))
        page.reload()
        expect(page.get_by_test_id("person")).to_have_value("ben")
        page.get_by_role("button", name="Worth sharing").first.click()
        expect(page.get_by_test_id("whisper")).to_be_visible()
    assert chat.told[-1]["as"] == "ben"


@needs_browser
@pytest.mark.parametrize(
    ("jump", "to", "shown"),
    [
        ("halfHour", "2026-11-23T10:30:00.000Z", "Mon 23 Nov, 10:30"),
        ("tomorrow", "2026-11-24T09:00:00.000Z", "Tue 24 Nov, 09:00"),
        ("monday", "2026-11-30T09:00:00.000Z", "Mon 30 Nov, 09:00"),
    ],
)
def test_the_clock_jumps_in_the_persons_own_zone(browser: Browser, chat: Chat, jump: str, to: str, shown: str) -> None:
    with looking(browser, chat) as page:
        page.get_by_test_id(f"clock-{jump}").click()
        expect(page.get_by_test_id("now")).to_have_text(shown)
    assert chat.now == to


@needs_browser
def test_nine_oclock_stays_nine_oclock_when_the_clocks_change(browser: Browser, chat: Chat) -> None:
    chat.now = "2026-03-28T10:00:00+00:00"  # the day before Lisbon goes to summer time
    with looking(browser, chat) as page:
        page.get_by_test_id("clock-tomorrow").click()
        expect(page.get_by_test_id("now")).to_have_text("Sun 29 Mar, 09:00")
    assert chat.now == "2026-03-29T08:00:00.000Z"


@needs_browser
def test_busy_is_said_and_the_typed_words_stay(browser: Browser, chat: Chat) -> None:
    chat.busy = True
    with looking(browser, chat) as page:
        box = page.get_by_test_id("command-words")
        box.fill("/find https://news.example/1 why")
        box.press("Enter")
        expect(page.get_by_test_id("toasts")).to_contain_text("Please press again")
        expect(box).to_have_value("/find https://news.example/1 why")


@needs_browser
def test_a_lost_line_is_said_calmly(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat) as page:
        page.route("**/api/stream*", lambda route: route.abort())
        for one in list(chat.pages):
            one.put("bye")
        expect(page.get_by_test_id("trouble")).to_contain_text("line to Earshot is down", timeout=8_000)


@needs_browser
def test_on_a_phone_the_places_are_a_drawer_that_escape_closes(browser: Browser, chat: Chat) -> None:
    with looking(browser, chat, size=PHONE) as page:
        menu = page.get_by_test_id("menu")
        menu.press("Enter")
        expect(page.locator("#side-close")).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        small = page.evaluate(
            "[...document.querySelectorAll('button, .button, input')]"
            ".filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height < 43.5)"
            ".map(e => e.outerHTML)"
        )
        assert small == []
