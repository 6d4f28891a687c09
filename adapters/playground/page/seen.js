// What this browser has already shown to a person, so that what is new can be marked. Known to nobody else.

const keptIds = 300;

/** Make the memory. Rooms begin as seen; what is private is remembered over reloads. */
export function seen({ recall, remember }) {
  const shown = new Map();
  const told = new Map();
  const keyOf = (person, at) => (at === "private" ? `${person} private` : at);

  const idsOf = (person, at, messages) => {
    const key = keyOf(person, at);
    if (!shown.has(key)) shown.set(key, new Set(at === "private" ? recall(`seen:${person}`, []) : messages.map((message) => message.id)));
    return shown.get(key);
  };

  return {
    /** The messages at a place that have not been in sight yet. */
    unseen: (person, at, messages) => messages.filter((message) => !idsOf(person, at, messages).has(message.id)),

    /** These have been in sight now. */
    see: (person, at, messages) => {
      const ids = idsOf(person, at, messages);
      if (messages.every((message) => ids.has(message.id))) return;
      for (const message of messages) ids.add(message.id);
      if (at === "private") remember(`seen:${person}`, [...ids].slice(-keptIds));
    },

    /** The messages that have come since this was asked last; none when it is asked for the first time. */
    news: (person, at, messages) => {
      const key = `${keyOf(person, at)}`;
      const before = told.get(key);
      told.set(key, new Set(messages.map((message) => message.id)));
      return before ? messages.filter((message) => !before.has(message.id)) : [];
    },
  };
}
