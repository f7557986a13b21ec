// What the templates may read and do: the element hands itself to them in this shape and nothing else.
import type { MessageKey } from "./i18n/en.ts";
import type { Snapshot } from "./snapshot.ts";
import type { ElementFault, ViewModel } from "./view-model.ts";

export type CopyTarget = "amount" | "address" | "uri";

/** What a link asks of the payer before a payment is made. */
export interface LinkQuestions {
  readonly title: string | null;
  readonly currency: string;
  readonly name: boolean;
  readonly email: boolean;
  readonly note: boolean;
  readonly amount: { readonly min: string | null; readonly max: string | null } | null;
}

export interface RenderContext {
  readonly model: ViewModel;
  readonly snapshot: Snapshot | null;
  readonly fault: ElementFault | null;
  readonly questions: LinkQuestions | null;
  readonly formProblems: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly addressOnly: boolean;
  readonly phone: boolean;
  readonly walletMissing: boolean;
  readonly copied: CopyTarget | null;
  readonly copyFailed: boolean;
  readonly showFiat: boolean;
  readonly showDetails: boolean;
  readonly hostedUrl: string | null;
  readonly canRenew: boolean;
  readonly t: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
  /** An amount of the wire without trailing zeros. */
  readonly kas: (amount: string) => string;
  readonly act: {
    readonly copy: (what: CopyTarget) => void;
    readonly addressOnly: (on: boolean) => void;
    readonly walletOpened: () => void;
    readonly retry: () => void;
    readonly renew: () => void;
    readonly answer: (event: SubmitEvent) => void;
  };
}
