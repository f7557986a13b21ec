// Actions that a stolen session must not be able to do ask for the password again:
// docs/spec/api-conventions.md#step-up. The rule is metadata of each procedure: one middleware enforces it, the
// document prints it, and a test walks all of them.
import { ApiError } from "../../errors.ts";
import type { Caller } from "./caller.ts";

/** When a call needs a password that was entered in the last five minutes. */
export interface StepUpRule {
  /** Only for calls that give one of these fields; absent = for every call. */
  readonly fields?: readonly string[];
  /** What an API key, which has no password, gets: its scope is enough, or it is always refused. */
  readonly keys: "allowed" | "refused";
}

/** @throws ApiError `reauth_required` for a person without a recent password, `forbidden` for an API key */
export function requireStepUp(caller: Caller, rules: readonly StepUpRule[], input: unknown): void {
  for (const { fields, keys } of rules) {
    if (fields !== undefined && !fields.some((name) => gives(input, name))) continue;
    if (caller.kind === "key" && keys === "refused") {
      throw new ApiError(
        "forbidden",
        `An API key cannot ${fields === undefined ? "do this" : `change ${fields.join(" or ")}`}: sign in and do it with your password`,
      );
    }
    if (caller.kind === "user" && caller.steppedUpUntil === null) {
      throw new ApiError("reauth_required", "Enter your password again, then repeat: POST /auth/step-up");
    }
  }
}

function gives(input: unknown, name: string): boolean {
  if (typeof input !== "object" || input === null || !Object.hasOwn(input, name)) return false;
  const value = (input as Record<string, unknown>)[name];
  return value !== undefined && value !== null;
}

/** The rule as text, for the document. */
export function stepUpWords({ fields, keys }: StepUpRule): string {
  const what = fields === undefined ? "" : ` for ${fields.map((name) => `\`${name}\``).join(" and ")}`;
  const byKey = keys === "allowed" ? "API keys need their scope only" : "API keys are refused";
  return `A signed-in person needs a password entered in the last five minutes${what} (\`POST /auth/step-up\`); ${byKey}.`;
}
