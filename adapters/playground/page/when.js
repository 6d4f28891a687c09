// Time in words, in the person's own zone, and the instants the clock can jump to. Pure.

const day = 24 * 60 * 60 * 1000;

function format(zone, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
}

function parts(at, zone) {
  const fields = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" };
  const found = format(zone, fields).formatToParts(at).filter((part) => part.type !== "literal");
  return Object.fromEntries(found.map((part) => [part.type, Number(part.value)]));
}

/** The zone if the browser knows it, else UTC. */
export function knownZone(zone) {
  try {
    format(zone, {});
    return zone;
  } catch {
    return "UTC";
  }
}

/** "10:00" */
export function clockTime(at, zone) {
  return format(zone, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** "Mon 23 Nov, 10:00" */
export function clockWords(at, zone) {
  const date = format(zone, { weekday: "short", day: "numeric", month: "short" }).format(at).replace(",", "");
  return `${date}, ${clockTime(at, zone)}`;
}

/** A number that is the same for all instants of one day in that zone. */
export function dayNumber(at, zone) {
  const { year, month, day: date } = parts(at, zone);
  return Math.round(Date.UTC(year, month - 1, date) / day);
}

/** "Today · Monday 23 November", "Yesterday · …" or "Friday 20 November". */
export function dayWords(at, now, zone, names) {
  const ago = dayNumber(now, zone) - dayNumber(at, zone);
  const date = format(zone, { weekday: "long", day: "numeric", month: "long" }).format(at).replace(",", "");
  if (ago === 0) return `${names.today} · ${date}`;
  if (ago === 1) return `${names.yesterday} · ${date}`;
  return date;
}

/** "Lisbon" for "Europe/Lisbon". */
export function city(zone) {
  return zone.split("/").at(-1).replaceAll("_", " ");
}

/** The instant at which it is this hour in that zone, so many days after `at`. */
function localHour(at, zone, daysAhead, hour) {
  const { year, month, day: date } = parts(at, zone);
  const wanted = Date.UTC(year, month - 1, date + daysAhead, hour);
  let guess = wanted;
  // Twice, because the offset at the first guess may be the one from before a change of the clocks.
  for (let round = 0; round < 2; round += 1) {
    const there = parts(new Date(guess), zone);
    guess += wanted - Date.UTC(there.year, there.month - 1, there.day, there.hour, there.minute);
  }
  return new Date(guess);
}

/** The three jumps the clock offers: half an hour, tomorrow at nine, the next Monday after today at nine. */
export function jumps(now, zone) {
  const weekday = (dayNumber(now, zone) + 4) % 7;
  return {
    halfHour: new Date(now.getTime() + 30 * 60 * 1000),
    tomorrow: localHour(now, zone, 1, 9),
    monday: localHour(now, zone, ((8 - weekday) % 7) || 7, 9),
  };
}
