import { CreateLink } from "@kaspa-pay/api-contract";
import type { FieldError, Resolver } from "react-hook-form";
import { createInput, fieldOf, type LinkFields } from "./link-form.ts";

/** Judges the form by the API's own schema; each fault lands on its field. */
export const linkResolver: Resolver<LinkFields> = (values) => {
  const parsed = CreateLink.safeParse(createInput(values));
  if (parsed.success) return { values, errors: {} };
  const errors: Record<string, unknown> = {};
  for (const issue of parsed.error.issues) {
    const [first = "", ...rest] = fieldOf(issue.path.join(".")).split(".");
    const error: FieldError = { type: issue.code, message: plainMessage(issue.path.at(-1), issue.message) };
    if (rest.length === 2) {
      const rows = (errors[first] ??= []) as Record<string, FieldError>[];
      const [row = "0", name = ""] = rest;
      rows[Number(row)] = { ...rows[Number(row)], [name]: error };
    } else errors[first] ??= error;
  }
  return { values: {}, errors } as Awaited<ReturnType<Resolver<LinkFields>>>;
};

/** Zod's own words for a wrong number are not for people. */
function plainMessage(name: PropertyKey | undefined, message: string): string {
  if (/expected (number|int)/i.test(message)) return "A whole number";
  if (/Too (small|big)/.test(message)) return message.replace(/^Too (small|big): expected \w+ to be/, "Must be");
  return name === "amount" && message === "" ? "Required" : message;
}
