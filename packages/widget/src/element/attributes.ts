// The attributes and properties of <kaspa-pay>, without its behaviour.
import { LitElement, type PropertyDeclaration } from "lit";
import type { ViewName } from "../views/view-model.ts";
import { flag, object, oneOf, positive, text } from "./property-values.ts";

/** Shows a view without any request, for editors: the payment is a public view as the gateway sends it. */
export interface Preview {
  readonly view: ViewName;
  readonly payment: unknown;
}

type Text = string | null | undefined;

/**
 * How each property reads any value. Pages, React and Vue assign what they like, before and after the script is there,
 * and no value may throw. All others are texts.
 */
const READ: Readonly<Record<string, (value: unknown) => unknown>> = {
  mode: oneOf("inline", "button", "link"),
  theme: oneOf("auto", "light", "dark"),
  variant: oneOf("solid", "outline", "ghost"),
  size: oneOf("md", "sm", "lg"),
  // The empty text shows none of them.
  show: (value) => (typeof value === "string" ? value : "fiat,countdown,details"),
  autoRedirect: positive,
  required: flag,
  metadata: object,
  preview: object,
};

/** Attributes in kebab-case, properties in camelCase; `metadata` and `preview` are properties only. */
export abstract class KaspaPayAttributes extends LitElement {
  static override properties = {
    paymentId: { attribute: "payment" },
    clientToken: { attribute: "client-token" },
    link: {},
    mode: { reflect: true },
    theme: { reflect: true },
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
    // Both have accessors of their own. Named here, a value assigned before the script is there reaches them.
    payment: { attribute: false, noAccessor: true },
    state: { attribute: false, noAccessor: true },
  };

  static override getPropertyDescriptor(
    name: PropertyKey,
    key: string | symbol,
    options: PropertyDeclaration,
  ): PropertyDescriptor | undefined {
    // biome-ignore lint/complexity/noThisInStatic: the class being defined holds the properties, not the base class.
    const accessor = super.getPropertyDescriptor(name, key, options);
    const read = READ[String(name)] ?? text;
    return (
      accessor && {
        ...accessor,
        set(value: unknown) {
          accessor.set?.call(this, read(value));
        },
      }
    );
  }

  declare paymentId: Text;
  declare clientToken: Text;
  declare link: Text;
  declare mode: string;
  declare theme: string;
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
    // Reading null gives each its default.
    for (const name of ["mode", "theme", "variant", "size", "show"] as const) this[name] = null as never;
  }
}
