// Reads the payer's answers from the form of a link that asks for name, e-mail, note or amount.

export interface Answers {
  readonly fields: Record<string, string>;
  /** Field name to message (the browser's own words); empty when all is well. */
  readonly problems: Record<string, string>;
}

export function readAnswers(form: HTMLFormElement): Answers {
  const fields: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const input of form.querySelectorAll("input")) {
    const text = input.value.trim();
    if (!input.validity.valid) problems[input.name] = input.validationMessage;
    else if (text) fields[input.name] = input.name === "amount" ? text.replace(",", ".") : text;
  }
  return { fields, problems };
}
