// The left side: who you are, the rooms, and the places only you see, with a mark where something is new.
import { h, hue, icon, initials, keep } from "./dom.js";
import { hashFor } from "./place.js";
import { city, clockTime } from "./when.js";
import { words } from "./words.js";

/** Draw the side for a state; `fresh` counts what is new at each place. */
export function drawPlaces(state, { person, at, now, zone, fresh }) {
  document.getElementById("company").textContent = state.company ?? words.bot;
  drawPeople(state.people, person);
  const who = state.people.find((each) => each.id === person);
  const face = document.getElementById("face");
  face.textContent = initials(who?.name ?? "");
  face.className = `face hue-${hue(person)}`;
  const there = words.timeThere(clockTime(now, zone), city(zone));
  document.getElementById("person-about").textContent = [who?.about, there].filter(Boolean).join(" · ");
  const entry = (place, name, look) => placeEntry({ place, name, look, person, at, fresh: fresh(place) });
  keep(document.getElementById("rooms"), state.rooms.map((room) => entry(`room:${room.id}`, room.name, "room")));
  const menu = document.getElementById("menu");
  const waiting = fresh("private");
  menu.classList.toggle("fresh", waiting > 0);
  menu.setAttribute("aria-label", waiting ? `${words.shell.openPlaces}, ${words.private}: ${words.unread(waiting)}` : words.shell.openPlaces);
  keep(document.getElementById("own"), [entry("private", words.private, "lock"), entry("page", words.page, "page")]);
}

function drawPeople(people, person) {
  const select = document.getElementById("person");
  const print = JSON.stringify(people);
  if (select.dataset.print !== print) {
    select.replaceChildren(...people.map((each) => h("option", { value: each.id }, each.name)));
    select.dataset.print = print;
  }
  select.value = person;
}

function placeEntry({ place, name, look, person, at, fresh }) {
  const here = place === at;
  const counted = place === "private" && fresh > 0;
  const mark = counted ? h("span", { class: "count" }, String(fresh), h("span", { class: "heard-only" }, ` ${words.unread(fresh).replace(/^\d+ /, "")}`))
    : fresh > 0 && h("span", { class: "dot" }, h("span", { class: "heard-only" }, words.fresh));
  return {
    key: place,
    print: JSON.stringify([name, here, fresh, person]),
    draw: () => h("li", {}, h("a", {
      href: hashFor(person, place), class: fresh ? "fresh" : null, "aria-current": here ? "page" : null, data: { spot: `place/${place}`, place, testid: "place-link" },
    }, icon(look), h("span", { class: "place-link-name", dir: "auto" }, name), mark)),
  };
}
