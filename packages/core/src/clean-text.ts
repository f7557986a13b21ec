const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
// Bidi marks can turn an amount around, invisible characters make two names look alike; lone surrogates cannot be stored.
const HIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/gu;

/**
 * A short text of a merchant or payer as it may be shown: one line, without control, bidi and zero-width characters,
 * trimmed, at most `max` UTF-16 units and never cut inside a character.
 */
export function cleanText(text: string, max: number): string {
  const clean = text.replace(SPACES, " ").replace(HIDDEN, "").trim();
  if (clean.length <= max) return clean;
  const cut = clean.slice(0, max);
  return cut.replace(/\p{Cs}$/u, "").trimEnd();
}
