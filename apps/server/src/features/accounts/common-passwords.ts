// The commonest leaked passwords, from a list that ships with a library: no request leaves the server to check one.
import { dictionary } from "@zxcvbn-ts/language-common";

let known: ReadonlySet<string> | undefined;

/** About 49 000 lower-case passwords; read once, at the first need. */
export function commonPasswords(): ReadonlySet<string> {
  known ??= new Set(dictionary["passwords-common"].map(String));
  return known;
}
