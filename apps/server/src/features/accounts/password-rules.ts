import { ApiError } from "@kaspa-pay/api-contract";
import { dictionary } from "@zxcvbn-ts/language-common";

const CONTEXT_WORDS = ["kaspapay", "kaspa-pay", "kaspa"];
const MIN_WORD = 4;

/**
 * No composition rules: a password is refused only when it is among the commonest, or is little more than the name of
 * the product, the store or the person.
 * @throws ApiError `validation_error`
 */
export function assertDecentPassword(password: string, own: readonly string[], param = "password"): void {
  const plain = password.toLowerCase();
  if (commonPasswords().has(plain) || /^(.)\1*$/u.test(plain))
    refuse("This password is among the most common ones: choose another", param);
  const words = [...CONTEXT_WORDS, ...own.flatMap((text) => text.toLowerCase().split(/[@.\s]+/))];
  const rest = words
    .filter((word) => word.length >= MIN_WORD)
    // The longest first, or a short one breaks up the name that holds it.
    .toSorted((a, b) => b.length - a.length)
    .reduce((text, word) => text.replaceAll(word, ""), plain);
  if (rest.length < plain.length && rest.replace(/[^a-z]/g, "").length < MIN_WORD) {
    refuse("This password is made of names that others can guess: choose another", param);
  }
}

function refuse(text: string, param: string): never {
  throw new ApiError("validation_error", text, { param, issues: [{ path: param, message: text }] });
}

// The commonest leaked passwords, from a list that ships with a library: no request leaves the server to check one.

let known: ReadonlySet<string> | undefined;

/** About 49 000 lower-case passwords; read once, at the first need. */
export function commonPasswords(): ReadonlySet<string> {
  known ??= new Set(dictionary["passwords-common"].map(String));
  return known;
}
