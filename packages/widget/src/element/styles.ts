// Component CSS goes through adoptedStyleSheets; no template has a style attribute (strict style-src).
import { unsafeCSS } from "lit";
import controls from "./controls.css?inline";
import frame from "./kaspa-pay.css?inline";

export const styles = unsafeCSS(frame + controls);
