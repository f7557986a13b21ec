// Three short words made from an address, to help a person compare two screens. They prove nothing. The 256 words are
// all pairs of sixteen syllables: a list of real words would be a twentieth of the bundle.
const SYLLABLES = "ba de fi go ju ka le mi no pu ra se ti vo wu za".split(" ");

/** 32 bits that differ for different texts (FNV-1a, then mixed). Not for secrets. */
export function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d) >>> 0;
}

/** The same address gives the same three words on every page of every gateway. */
export function fingerprint(address: string): string {
  const bits = hash(address);
  const syllable = (shift: number) => SYLLABLES[(bits >>> shift) & 15];
  return [4, 12, 20].map((shift) => `${syllable(shift)}${syllable(shift + 4)}`).join(" ");
}
