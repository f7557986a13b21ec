// Readers for request parameters, as strict as the node: a number in quotes is not a number.
import { RPC_TEXT, refuse } from "./errors.ts";

/** Parameters of a request or a nested object of them. */
export type Params = Readonly<Record<string, unknown>>;

const MAX_U64 = 2n ** 64n - 1n;
const HASH = /^[0-9a-fA-F]{64}$/;
const HEX = /^(?:[0-9a-fA-F]{2})*$/;

/** @throws RpcError unless the value is a plain object */
export function object(value: unknown): Params {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(RPC_TEXT.badParams);
  return value as Params;
}

export function array(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : refuse(RPC_TEXT.badParams);
}

/** A u64 as the wire has it: a bare integer. */
export function u64(value: unknown): bigint {
  if (typeof value === "bigint" && value >= 0n && value <= MAX_U64) return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  return refuse(RPC_TEXT.badParams);
}

/** An integer up to `max`, as a number. */
export function integer(value: unknown, max: number): number {
  const wide = u64(value);
  return wide <= BigInt(max) ? Number(wide) : refuse(RPC_TEXT.badParams);
}

export function boolean(value: unknown): boolean {
  return typeof value === "boolean" ? value : refuse(RPC_TEXT.badParams);
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : refuse(RPC_TEXT.badParams);
}

export function hash(value: unknown): string {
  const hex = text(value);
  return HASH.test(hex) ? hex.toLowerCase() : refuse(RPC_TEXT.badParams);
}

export function hex(value: unknown, chars?: number): string {
  const digits = text(value);
  if (!HEX.test(digits) || (chars !== undefined && digits.length !== chars)) refuse(RPC_TEXT.badParams);
  return digits.toLowerCase();
}

/** The value read by `read`, or the fallback when it is absent or null. */
export function optional<T, D>(value: unknown, read: (value: unknown) => T, fallback: D): T | D {
  return value === undefined || value === null ? fallback : read(value);
}
