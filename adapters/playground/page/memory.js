// What this browser remembers for itself: never sent anywhere, and never needed.

/** Read a remembered value, or the fallback where the browser keeps nothing. */
export function recall(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(`earshot:${key}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Remember a value, where the browser allows it. */
export function remember(key, value) {
  try {
    localStorage.setItem(`earshot:${key}`, JSON.stringify(value));
  } catch {
    // Private windows and full disks refuse; the page works without.
  }
}
