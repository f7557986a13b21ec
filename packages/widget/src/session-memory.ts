// Remembers which payment an element made, so that a reload resumes it and never makes a second one.

export interface RememberedPayment {
  readonly id: string;
  readonly clientToken: string;
}

const memory = new Map<string, string>();

/** Storage may be blocked (private mode, sandboxed frame): then memory of this page alone has to do. */
export function recall(key: string): RememberedPayment | null {
  let text: string | null = memory.get(key) ?? null;
  try {
    text = sessionStorage.getItem(key) ?? text;
  } catch {
    // blocked storage: see above
  }
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    const entry = value as { id?: unknown; clientToken?: unknown } | null;
    return typeof entry?.id === "string" && typeof entry.clientToken === "string"
      ? { id: entry.id, clientToken: entry.clientToken }
      : null;
  } catch {
    return null;
  }
}

export function remember(key: string, payment: RememberedPayment): void {
  const text = JSON.stringify({ id: payment.id, clientToken: payment.clientToken });
  memory.set(key, text);
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // blocked storage: see above
  }
}

export function forget(key: string): void {
  memory.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // blocked storage: see above
  }
}

/** A random key for one creation; works on plain http too, where randomUUID is absent. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
