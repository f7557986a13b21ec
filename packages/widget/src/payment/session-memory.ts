// Remembers which payment an element made, so that a reload, or an element in place of a removed one, goes on with it.
// It is the memory of one tab: another tab makes a payment of its own, and a duplicated tab takes a copy along.

/** The payment made last, and the random part of the key of a creation whose answer has not arrived. */
export interface Remembered {
  readonly id?: string;
  readonly clientToken?: string;
  readonly attempt?: string;
}

/** Storage may be blocked (private mode, sandboxed frame): then the memory of this page alone has to do. */
const memory = new Map<string, string>();

function inStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}

export function recall(key: string): Remembered {
  const text = inStorage((storage) => storage.getItem(key)) ?? memory.get(key) ?? "";
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
  } catch {
    return {};
  }
}

export function remember(key: string, entry: Remembered): void {
  const text = JSON.stringify(entry);
  memory.set(key, text);
  inStorage((storage) => storage.setItem(key, text));
}

/** A random text for one creation; works on plain http too, where randomUUID is absent. */
export const randomText = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");
