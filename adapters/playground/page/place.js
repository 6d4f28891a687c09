// Who is looking and where: kept in the address (#as=ana&at=room:engineering), so that a reload and a link keep it. Pure.

/** Read {person, at} out of an address's hash; what is missing is null. */
export function readHash(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  return { person: fields.get("as"), at: fields.get("at") };
}

/** Write the hash for a person at a place. */
export function hashFor(person, at) {
  const fields = new URLSearchParams({ as: person, at });
  return `#${fields.toString().replaceAll("%3A", ":")}`;
}

function slug(text) {
  return text.toLocaleLowerCase("en").replace(/[^\p{L}\p{N}]+/gu, "-");
}

/** Find the place a hash speaks of: a room by id or by name, "private" or "page"; else the first room. */
export function findPlace(at, rooms) {
  if (at === "private" || at === "page") return at;
  const wanted = at?.startsWith("room:") ? at.slice(5) : null;
  const room = rooms.find((each) => each.id === wanted) ?? rooms.find((each) => slug(each.name) === slug(wanted ?? ""));
  return room || rooms.length ? `room:${(room ?? rooms[0]).id}` : "private";
}

/** The room at a place, or null for a person's own places. */
export function roomAt(at, rooms) {
  return rooms.find((room) => `room:${room.id}` === at) ?? null;
}
