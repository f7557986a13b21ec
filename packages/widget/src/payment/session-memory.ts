// Remembers which payment an element created, so that a reload, or an element in place of a removed one, continues with
// it. It is one tab's memory: another tab creates its own payment, and a duplicated tab copies the memory.

/** The payment made last, and the random part of the key of a creation whose answer has not arrived. */
export interface Remembered {
  readonly id?: string;
  readonly clientToken?: string;
  readonly attempt?: string;
}

/** Storage may be blocked (private mode, sandboxed frame): then this page's own memory is used. */
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
