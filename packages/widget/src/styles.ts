/// <reference path="./css-module.d.ts" />
// Component CSS goes through adoptedStyleSheets; no style attribute stands in any template (strict style-src).
import { unsafeCSS } from "lit";
import sheet from "./kaspa-pay.css?inline";

export const styles = unsafeCSS(sheet);
