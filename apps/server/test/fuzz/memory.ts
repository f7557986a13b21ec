// What earlier answers held: ids by their kind, slugs, cursors and the tokens of payers.
import type { Operation, Parameter } from "../contract/documented-operations.ts";

const KEPT_PER_NAME = 30;
const MAX_DEPTH = 4;
const REMEMBERED = /^(id|\w*Id|slug|clientToken|nextCursor|kaspaAddress|orderId|email)$/;

/** Ids are known by their first letters: an id in a path is one of the kind that the path is about. */
const OF_PATH: Readonly<Record<string, string>> = {
  auth: "ses",
  stores: "sto",
  links: "lnk",
  payments: "pay",
  webhooks: "whk",
  deliveries: "dlv",
  events: "evt",
  "api-keys": "key",
};
/** Fields that want the value of another field. */
const SAME_AS: Readonly<Record<string, string>> = {
  linkId: "lnk",
  paymentId: "pay",
  "X-Store-Id": "sto",
  object: "pay",
  paymentLinkSlug: "slug",
  address: "kaspaAddress",
  customerEmail: "email",
};

export class Memory {
  readonly #values = new Map<string, string[]>();
  /** Of each payment that was made, the token of its payer. */
  readonly #payers = new Map<string, string>();

  /** Values that a field of this name may have. */
  of(operation: Operation, name: string, where: Parameter["in"] | "body"): readonly string[] {
    return this.#values.get(this.#kind(operation, name, where)) ?? [];
  }

  payerOf(paymentId: string): string | undefined {
    return this.#payers.get(paymentId);
  }

  #kind({ name: operation, path }: Operation, name: string, where: Parameter["in"] | "body"): string {
    if (name === "cursor") return `cursor of ${operation}`;
    if (where === "path" && name === "id") return OF_PATH[path.split("/")[1] ?? ""] ?? "id";
    return SAME_AS[name] ?? name;
  }

  /** Reads an answer's body; `operation` is the one that gave it, if one is known. */
  learn(body: unknown, operation: string | null): void {
    const walk = (value: unknown, depth: number): void => {
      if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
      const { id, clientToken } = value as Record<string, unknown>;
      if (typeof id === "string" && typeof clientToken === "string") this.#payers.set(id, clientToken);
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner === "string" && REMEMBERED.test(name)) this.#learnOne(name, inner, operation);
        else walk(inner, depth + 1);
      }
    };
    walk(body, 0);
  }

  #learnOne(name: string, value: string, operation: string | null): void {
    this.#keep(name === "nextCursor" ? `cursor of ${operation}` : name, value);
    const [, prefix] = /^([a-z]{3})_/.exec(value) ?? [];
    if (prefix !== undefined) this.#keep(prefix, value);
  }

  #keep(name: string, value: string): void {
    const kept = this.#values.get(name) ?? [];
    if (!kept.includes(value)) this.#values.set(name, [...kept, value].slice(-KEPT_PER_NAME));
  }

  /** Another merchant goes on: a few ids of the one before stay, to be refused. */
  fade(): void {
    for (const [name, values] of this.#values) this.#values.set(name, values.slice(-2));
    const payers = [...this.#payers].slice(-2);
    this.#payers.clear();
    for (const [id, token] of payers) this.#payers.set(id, token);
  }
}
