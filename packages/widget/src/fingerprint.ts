// Three short words drawn from an address: they help a person compare two screens. A comparing aid, no proof.
// The 256 words are all pairs of sixteen syllables: a list of real words would cost a twentieth of the bundle.
const SYLLABLES = "ba de fi go ju ka le mi no pu ra se ti vo wu za".split(" ");

/** The same address gives the same three words on every page of every gateway. */
export function fingerprint(address: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < address.length; i++) hash = Math.imul(hash ^ address.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const syllable = (shift: number) => SYLLABLES[(hash >>> shift) & 15];
  return [4, 12, 20].map((shift) => `${syllable(shift)}${syllable(shift + 4)}`).join(" ");
}
