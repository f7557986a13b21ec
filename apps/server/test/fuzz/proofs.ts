// Who asks: mostly somebody who may, in each of the ways that the document names for the operation.
import type { Seeded } from "../chaos/seeded.ts";
import type { Operation } from "../contract/documented-operations.ts";
import type { Memory } from "./memory.ts";
import { bearer, type Person, type Proof } from "./preparing.ts";

const NOBODY: Proof = {};
const RIGHT = 0.85;

export interface Asking {
  readonly operation: Operation;
  readonly person: Person;
  readonly memory: Memory;
  /** Of the path, once it is known. */
  readonly id: string | null;
}

export function proofFor(asking: Asking, random: Seeded): Proof {
  return random.chance(RIGHT) ? rightProof(asking, random) : anyProof(asking, random);
}

/** One that the document names. A key is in both headers, so `bearer` is also tried with it where a key is welcome. */
export function rightProof({ operation, person, memory, id }: Asking, random: Seeded): Proof {
  const named = operation.security.flatMap((schemes) => (schemes.length === 0 ? ["none"] : schemes));
  const payer = id === null ? undefined : memory.payerOf(id);
  const usable = named.filter((name) => name !== "clientToken" || payer !== undefined);
  switch (random.pick(usable)) {
    case "bearer":
      return bearer(named.includes("keyHeader") && random.chance(0.5) ? person.key : person.token);
    case "keyHeader":
      return { "x-api-key": person.key };
    case "clientToken":
      return { "x-client-token": payer ?? "" };
    default:
      return NOBODY;
  }
}

function anyProof({ person, memory, operation }: Asking, random: Seeded): Proof {
  const tokens = memory.of(operation, "clientToken", "header");
  const { key, token } = person;
  return random.pick([
    NOBODY,
    bearer(key),
    bearer(token),
    { "x-api-key": token },
    { ...bearer(key), "x-client-token": key },
    { "x-client-token": random.pick(tokens) ?? "ct_x" },
    bearer("kp_test_wrong"),
    { authorization: "Basic YTpi" },
    { ...bearer(token), "x-store-id": "sto_x" },
  ]);
}
