import type { SecretBox } from "../../security/secrets.ts";
import type { Endpoint } from "./records.ts";

export const secretAssociatedData = (endpointId: string) => ({
  table: "endpoints",
  column: "secret",
  rowId: endpointId,
});

type Rotation = Pick<Endpoint, "sealedPreviousSecret" | "previousSecretUntil">;

/** Until when the old secret signs too; null when no rotation is under way. */
export function rotationEnd(endpoint: Rotation, now: number): number | null {
  const until = endpoint.previousSecretUntil;
  return endpoint.sealedPreviousSecret !== null && until !== null && until > now ? until : null;
}

/** Secrets that sign now, newest first. */
export function secretsOf(endpoint: Endpoint, box: SecretBox, now: number): string[] {
  if (endpoint.sealedSecret === null) throw new Error("Invariant: the host of callbacks has no secret");
  const associatedData = secretAssociatedData(endpoint.id);
  const secrets = [box.open(endpoint.sealedSecret, associatedData)];
  const previous = endpoint.sealedPreviousSecret;
  if (previous !== null && rotationEnd(endpoint, now) !== null)
    secrets.push(box.open(previous, associatedData));
  return secrets;
}
