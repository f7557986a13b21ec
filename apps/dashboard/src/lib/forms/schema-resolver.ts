import type { FieldError, FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";

/**
 * Validates a form by the API's own schema: `toInput` turns the fields, all text, into the input that would be sent,
 * and each fault goes to the field that `fieldOf` names for its path.
 */
export function schemaResolver<T extends FieldValues>(
  schema: z.ZodType,
  toInput: (values: T) => unknown,
  fieldOf: (path: string) => string = (path) => path,
): Resolver<T> {
  return (values) => {
    const parsed = schema.safeParse(toInput(values));
    if (parsed.success) return { values, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const issue of parsed.error.issues) {
      const field = fieldOf(issue.path.join("."));
      put(errors, field.split("."), { type: issue.code, message: forPeople(issue.message) });
    }
    return { values: {}, errors } as Awaited<ReturnType<Resolver<T>>>;
  };
}

/** `items.0.price` lands in `errors.items[0].price`; the first fault of a field stays. */
function put(errors: Record<string, unknown>, [first = "", row, name]: string[], error: FieldError): void {
  if (row === undefined || name === undefined) {
    errors[first] ??= error;
    return;
  }
  const rows = (errors[first] ?? []) as Record<string, FieldError>[];
  errors[first] = rows;
  rows[Number(row)] = { ...rows[Number(row)], [name]: error };
}

/** Zod's own messages for a wrong number are not understandable for users. */
function forPeople(message: string): string {
  if (/expected (number|int)/i.test(message)) return "A number is needed here";
  return message.replace(/^Too (small|big): expected \w+ to (be|have)/, "Must $2");
}

/** Whole or decimal numbers of rules. What is no number stays as typed, so that the schema reports it. */
export function numberOf(text: string): number {
  const plain = text.trim().replace(",", ".");
  return /^\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : (text as unknown as number);
}
