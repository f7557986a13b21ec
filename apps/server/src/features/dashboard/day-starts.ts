// Midnights of a time zone, daylight saving included, from what Intl knows of it.

const DAY_MS = 24 * 60 * 60_000;
const fields = new Map<string, Intl.DateTimeFormat>();

/** The zone's wall time at this moment, read as if it were UTC; milliseconds. */
function wallClock(at: number, timeZone: string): number {
  let format = fields.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    fields.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The moment at which the zone shows the given wall time (the first one where it shows it twice). */
function momentOf(wall: number, timeZone: string): number {
  const guess = wall - (wallClock(wall, timeZone) - wall);
  return guess - (wallClock(guess, timeZone) - wall);
}

/** Beginnings of the last `count` days of the zone, oldest first; the last is the day that holds `now`. */
export function dayStarts(now: number, count: number, timeZone: string): number[] {
  const today = Math.floor(wallClock(now, timeZone) / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, at) => momentOf(today - (count - 1 - at) * DAY_MS, timeZone));
}
