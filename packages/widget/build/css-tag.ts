// Takes the place of lit's own module of this name in the bundle. Every browser that the element supports adopts style
// sheets, so lit's ways around it would only weigh down each payer's page.

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
