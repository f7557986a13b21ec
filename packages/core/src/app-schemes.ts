/** As a URL parser writes it: lower case, with the colon. A single letter is a drive of Windows. */
const SHAPE = /^[a-z][a-z0-9+.-]{2,39}:$/;

/** Of browsers and systems: they run what the URL holds, read files, change settings or start any program. */
const SYSTEM =
  "about app-settings applescript blob cid content data facetime feed file filesystem help hcp intent jar javascript ldap livescript mailto mhtml mid mocha news nntp prefs resource res rtsp search shell sms smsto ssh tel telnet urn vbscript view-source vnc wyciwyg";
/** Of the web, and of wallets: a return that looks like another payment. */
const WEB_AND_MONEY = "bitcoin ethereum gopher lightning litecoin monero ripple solana wss";

const FORBIDDEN = new Set(`${SYSTEM} ${WEB_AND_MONEY}`.split(" ").map((name) => `${name}:`));
const FORBIDDEN_FAMILY =
  /^(android-|chrome|edge|ext\+|ftp|http|itms|kaspa|moz-|ms-|opera|safari|search-ms|view-|web\+|x-apple)/;

/**
 * Whether a payer may be sent to URLs of this scheme once a store lists it: the scheme of an app, never one that a
 * browser, a system or a wallet gives a meaning to.
 *
 * @param protocol as `URL.protocol` says it: `yourapp:`
 */
export const isAppScheme = (protocol: string): boolean =>
  SHAPE.test(protocol) && !FORBIDDEN.has(protocol) && !FORBIDDEN_FAMILY.test(protocol);
