// What the templates may read and do. The element passes this to them and nothing else.
import type { Controls, CopyTarget } from "../element/controls.ts";
import type { PayerSession } from "../payment/payer-session.ts";
import type { Snapshot } from "../payment/snapshot.ts";
import type { Translate } from "./i18n/en.ts";
import type { ElementFault, ViewModel } from "./view-model.ts";

export interface RenderContext {
  readonly model: ViewModel;
  readonly payment: Snapshot | null;
  readonly fault: ElementFault | null;
  readonly session: Pick<PayerSession, "link" | "busy" | "offline" | "problems" | "shownAgain"> | null;
  readonly controls: Controls;
  readonly phone: boolean;
  /** Names of the optional parts to show: `fiat`, `details`. */
  readonly shown: readonly string[];
  readonly hostedUrl: string | null;
  /** Field values that the page already has, by field name. */
  readonly prefill: Readonly<Record<string, string | null | undefined>>;
  readonly t: Translate;
  readonly copy: (what: CopyTarget) => Promise<void>;
  readonly retry: () => void;
  /** Creates another payment; null where only the shop can. */
  readonly renew: (() => void) | null;
  readonly answer: (event: SubmitEvent) => void;
}
