// Replaces lit's own module of this name in the bundle. Every supported browser adopts style sheets, so lit's fallbacks
// would only make each payer's page heavier.

export const supportsAdoptingStyleSheets = true;

export class CSSResult {}

export function unsafeCSS(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

export const css = unsafeCSS;

export function adoptStyles(root: ShadowRoot, sheets: CSSStyleSheet[]): void {
  root.adoptedStyleSheets = sheets;
}

export const getCompatibleStyle = (sheet: CSSStyleSheet): CSSStyleSheet => sheet;
