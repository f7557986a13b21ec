import { useState } from "react";

/** 128 random bits in hex; also where the page is not a secure context and `randomUUID` is missing. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * One Idempotency-Key per opened form: a double click, a retry or a second press after a lost answer makes one object.
 * `renew` is for forms that stay open after they succeeded.
 */
export function useIdempotencyKey(): { context: { idempotencyKey: string }; renew: () => void } {
  const [idempotencyKey, setKey] = useState(freshKey);
  return { context: { idempotencyKey }, renew: () => setKey(freshKey()) };
}
