/** As a URL parser writes it: lower case, with the colon. A single letter is a drive of Windows. */
const SHAPE = /^[a-z][a-z0-9+.-]{2,39}:$/;

/** Protocols whose links hold no program and no page: nothing of them runs where they are followed. */
export const OUTSIDE_BROWSER = /^(?!data|\w*script)/;

/** Of systems: they change settings, read files or start any program. */
const OF_SYSTEM =
  /^(about|app-settings|blob|cid|content|facetime|feed|file|filesystem|help|hcp|intent|jar|ldap|mailto|mhtml|mid|mocha|news|nntp|prefs|resource|res|rtsp|search|shell|sms|smsto|ssh|tel|telnet|urn|vnc|wyciwyg):$/;

/** Of the web, and of wallets: a return that looks like another payment. */
const OF_WEB_AND_MONEY = /^(bitcoin|ethereum|gopher|lightning|litecoin|monero|ripple|solana|wss):$/;

const FAMILIES =
  /^(android-|chrome|edge|ext\+|ftp|http|itms|kaspa|moz-|ms-|opera|safari|search-ms|view-|web\+|x-apple)/;

/**
 * Whether a payer may be sent to URLs of this scheme once a store lists it: the scheme of an app, never one that a
 * browser, a system or a wallet gives a meaning to.
 *
 * @param protocol as `URL.protocol` says it: `yourapp:`
 */
export const isAppScheme = (protocol: string): boolean =>
  SHAPE.test(protocol) &&
  OUTSIDE_BROWSER.test(protocol) &&
  !OF_SYSTEM.test(protocol) &&
  !OF_WEB_AND_MONEY.test(protocol) &&
  !FAMILIES.test(protocol);
