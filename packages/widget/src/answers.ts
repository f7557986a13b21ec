// Reads the payer's answers from the form of a link that asks for name, e-mail, note or amount.

export interface Answers {
  readonly fields: Record<string, unknown>;
  /** Field name to message; empty when all is well. */
  readonly problems: Record<string, string>;
}

export function readAnswers(form: FormData, metadata: object | undefined, requiredText: string): Answers {
  const fields: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const [name, value] of form) {
    const text = String(value).trim();
    if (text === "") problems[name] = requiredText;
    else if (name === "note") fields.metadata = { ...metadata, note: text };
    else fields[name] = name === "amount" ? text.replace(",", ".") : text;
  }
  return { fields, problems };
}
