// The attributes and properties of <kaspa-pay>, apart from its behaviour.
import { LitElement } from "lit";
import type { ViewName } from "../views/view-model.ts";

/** Shows a view without any request, for editors: the payment is a public view as the gateway sends it. */
export interface Preview {
  readonly view: ViewName;
  readonly payment: unknown;
}

type Text = string | null | undefined;

/** Attributes in kebab-case, properties in camelCase; `metadata` and `preview` are properties only. */
export abstract class KaspaPayAttributes extends LitElement {
  static override properties = {
    paymentId: { attribute: "payment" },
    clientToken: { attribute: "client-token" },
    link: {},
    mode: { reflect: true },
    theme: { reflect: true },
    locale: {},
    label: {},
    variant: {},
    size: {},
    amount: {},
    customerEmail: { attribute: "customer-email" },
    customerName: { attribute: "customer-name" },
    reference: {},
    show: {},
    autoRedirect: { attribute: "auto-redirect", type: Number },
    server: {},
    name: {},
    required: { type: Boolean },
    metadata: { attribute: false },
    preview: { attribute: false },
  };

  declare paymentId: Text;
  declare clientToken: Text;
  declare link: Text;
  declare mode: string;
  declare theme: string;
  declare locale: Text;
  declare label: Text;
  declare variant: string;
  declare size: string;
  declare amount: Text;
  declare customerEmail: Text;
  declare customerName: Text;
  declare reference: Text;
  declare show: string;
  declare autoRedirect: number | null | undefined;
  declare server: Text;
  declare name: Text;
  declare required: boolean | undefined;
  declare metadata: Record<string, unknown> | null | undefined;
  declare preview: Preview | null | undefined;

  constructor() {
    super();
    this.mode = "inline";
    this.theme = "auto";
    this.variant = "solid";
    this.size = "md";
    this.show = "fiat,countdown,details";
  }
}
