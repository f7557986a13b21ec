// The attributes and properties of <kaspa-pay>, apart from its behaviour.
import { LitElement } from "lit";
import type { ViewName } from "./view-model.ts";

/** Shows a view without any request, for editors: the snapshot is a public view as the gateway sends it. */
export interface Preview {
  readonly view: ViewName;
  readonly payment: unknown;
}

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

  declare paymentId: string | null;
  declare clientToken: string | null;
  declare link: string | null;
  declare mode: string;
  declare theme: string;
  declare locale: string | null;
  declare label: string | null;
  declare variant: string;
  declare size: string;
  declare amount: string | null;
  declare customerEmail: string | null;
  declare customerName: string | null;
  declare reference: string | null;
  declare show: string;
  declare autoRedirect: number | null;
  declare server: string | null;
  declare name: string | null;
  declare required: boolean;
  declare metadata: Record<string, unknown> | null;
  declare preview: Preview | null;

  constructor() {
    super();
    this.paymentId = null;
    this.clientToken = null;
    this.link = null;
    this.mode = "inline";
    this.theme = "auto";
    this.locale = null;
    this.label = null;
    this.variant = "solid";
    this.size = "md";
    this.amount = null;
    this.customerEmail = null;
    this.customerName = null;
    this.reference = null;
    this.show = "fiat,countdown,details";
    this.autoRedirect = null;
    this.server = null;
    this.name = null;
    this.required = false;
    this.metadata = null;
    this.preview = null;
  }
}
