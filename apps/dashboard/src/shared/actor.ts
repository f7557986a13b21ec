import type { Me } from "@kaspa-pay/api-contract";
import { useMe } from "./store-context.ts";

const NAMES: Readonly<Record<string, string>> = {
  payer: "the payer",
  policy: "a rule of the store",
  system: "the gateway",
  anonymous: "the payer",
};

/** Who acted, for people: `user:usr_…`, `key:key_…`, `payer`, `policy` or `system`, by name where it is known. */
export function actorText(actor: string, me: Pick<Me, "id">, name: string | null = null): string {
  const [kind = "", id = ""] = actor.includes(":") ? actor.split(":") : [actor.split("_")[0] ?? "", actor];
  if (id === me.id) return "you";
  if (name !== null) return kind === "key" ? `API key “${name}”` : name;
  if (kind === "key") return `API key …${id.slice(-6)}`;
  if (kind === "user" || kind === "usr") return `member …${id.slice(-6)}`;
  return NAMES[actor] ?? actor;
}

export function useActorText(): (actor: string, name?: string | null) => string {
  const me = useMe();
  return (actor, name) => actorText(actor, me, name);
}
