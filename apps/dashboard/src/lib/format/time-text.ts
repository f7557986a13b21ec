/** What a `<TimeText>` shows. */
export interface TimeParts {
  readonly iso: string;
  readonly text: string;
  readonly exact: string;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(undefined, options);
  formats.set(key, made);
  return made;
}

/** The browser's own zone, by its IANA name. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `3 min ago`, `in 2 h`: only within a day, else null. */
export function relative(atMs: number, nowMs: number): string | null {
  const apart = atMs - nowMs;
  const size = Math.abs(apart);
  if (size >= DAY_MS) return null;
  if (size < 5_000) return "just now";
  const words =
    size < 60_000
      ? `${Math.round(size / 1_000)} s`
      : size < 3_600_000
        ? `${Math.round(size / 60_000)} min`
        : `${Math.round(size / 3_600_000)} h`;
  return apart < 0 ? `${words} ago` : `in ${words}`;
}

/** `21 Nov 2026, 04:10` in the given zone. */
export function dateTime(iso: string, zone: string): string {
  return format(`d:${zone}`, { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(
    Date.parse(iso),
  );
}

/** Date and time to the second with the zone named, and the same in UTC. */
export function exactly(iso: string, zone: string): string {
  const at = Date.parse(iso);
  const local = format(`x:${zone}`, { dateStyle: "medium", timeStyle: "long", timeZone: zone }).format(at);
  return zone === "UTC"
    ? local
    : `${local} · ${new Date(at).toISOString().replace("T", " ").slice(0, 19)} UTC`;
}

/** Relative within a day, else date and time. */
export function when(iso: string, zone: string, nowMs: number): TimeParts {
  return { iso, text: relative(Date.parse(iso), nowMs) ?? dateTime(iso, zone), exact: exactly(iso, zone) };
}

/** Always date and time. */
export function onDate(iso: string, zone: string): TimeParts {
  return { iso, text: dateTime(iso, zone), exact: exactly(iso, zone) };
}

/** `45 s`, `12 min`, `3 h 20 min`, `2 d`: a span for people. */
export function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (ms < 90_000) return `${Math.max(0, Math.round(ms / 1_000))} s`;
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} d`;
}

/** Midnight of the day that holds `atMs` in a zone, `days` days later, in ms. */
export function startOfDay(atMs: number, zone: string, days = 0): number {
  const date = format(`iso:${zone}`, { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const part = (type: string) => Number(date.formatToParts(atMs).find((part) => part.type === type)?.value);
  const asUtc = Date.UTC(part("year"), part("month") - 1, part("day") + days);
  const first = asUtc - zoneOffset(asUtc, zone);
  return asUtc - zoneOffset(first, zone);
}

function zoneOffset(atMs: number, zone: string): number {
  const parts = format(`off:${zone}`, {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(atMs);
  const part = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return local - Math.floor(atMs / 1_000) * 1_000;
}
