// What the public pages need from the rest of the server.
import type {
  Claim,
  LinkPublic,
  PaymentObject,
  PaymentStatusBody,
  PublicPayment,
  SignedReceipt,
} from "@kaspa-pay/api-contract";
import type { Caller } from "@kaspa-pay/api-contract/router";
import type { Limits } from "../../http/limits/limits.ts";
import type { VerifyReceipt } from "../receipts/verify-receipt.ts";

export interface PageDeps {
  readonly data: PageData;
  readonly limits: Pick<Limits, "call" | "status" | "miss">;
  readonly publicUrl: string;
}

/** Everything a receipt prints beside the payer's view. */
export interface Receipt {
  readonly payment: PublicPayment;
  readonly transfers: PaymentObject["transfers"];
  readonly fiatAtReceipt: PaymentObject["fiatAtReceipt"];
  readonly fiatCurrency: string;
  readonly refundStatus: PaymentObject["refundStatus"];
  readonly amountRefunded: PaymentObject["amountRefunded"];
  /** IANA name of the store's time zone. */
  readonly timeZone: string;
  /** Null while not all of its money has its confirmations, and without any money. */
  readonly signed: SignedReceipt | null;
}

export interface DemoProduct {
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly amount: string;
  readonly currency: string;
}

/** The built-in simulated shop that belongs to no user. */
export interface DemoShop {
  readonly name: string;
  readonly products: readonly DemoProduct[];
  readonly walletUrl: string | null;
}

/** What a payer entered into a link's form: fields of `POST /payments`, not validated. */
export type FormFields = Readonly<
  Partial<Record<"amount" | "customerName" | "customerEmail" | "customerNote", string>>
>;

/** The host that a payer is about to visit, when the store did not list it. */
export interface ExternalRedirect {
  readonly url: string;
  /** In ASCII, so that look-alike names are recognised; of an app its scheme. */
  readonly host: string;
  readonly storeName: string;
  readonly network: string;
  /** `cancel`: the payer leaves without having paid. */
  readonly kind: "return" | "cancel";
}

/** What the simulate panel of a page needs to call `POST /payments/:id/simulate` with the visitor's own session. */
export interface Stage {
  /** Goes into `X-Store-Id`: the visitor may have several stores. */
  readonly storeId: string;
  /** Null on a link's page until the element has made the payment. */
  readonly paymentId: string | null;
}

/** What the pages of a claim link do; the token in the link is the proof. */
export interface ClaimData {
  /** Null for a link that this server did not make. */
  readonly get: (token: string) => Promise<Claim | null>;
  /** The address in this text, checked; nothing is written. Throws `ApiError`. */
  readonly check: (token: string, text: string) => Promise<string>;
  /** Names the address, once. Throws `ApiError`. */
  readonly claim: (token: string, address: string, caller: Caller) => Promise<Claim>;
}

export interface PageData {
  /** Throws `ApiError` for an unknown, draft, inactive or expired link. */
  readonly link: (slug: string, caller: Caller) => Promise<LinkPublic>;
  /** Origins that may frame this link's pages. */
  readonly frameAncestors: (slug: string) => Promise<readonly string[]>;
  /** Null when the payment is unknown or the token does not fit. */
  readonly payment: (id: string, clientToken: string) => Promise<PublicPayment | null>;
  /** Seconds until a paid payment's page goes to the shop by itself; null = never. */
  readonly returnAfter: (id: string) => Promise<number | null>;
  /** Null when there is nowhere to go, or the token does not fit. */
  readonly leaving: (
    id: string,
    clientToken: string,
    kind: ExternalRedirect["kind"],
  ) => Promise<ExternalRedirect | null>;
  readonly status: (id: string) => Promise<PaymentStatusBody | null>;
  readonly receipt: (id: string, clientToken: string) => Promise<Receipt | null>;
  readonly verifyReceipt: VerifyReceipt;
  readonly claims: ClaimData;
  /**
   * Makes a payment for a visitor without JavaScript, under the rules of `POST /payments`. Null when the proof has
   * made one already. Throws `ApiError`.
   */
  readonly create: (
    form: { readonly slug: string; readonly proof: string; readonly fields: FormFields },
    caller: Caller,
  ) => Promise<{ readonly id: string; readonly clientToken: string } | null>;
  /** The payment in place of an expired one. Throws `ApiError`. */
  readonly renew: (
    id: string,
    caller: Caller,
  ) => Promise<{ readonly id: string; readonly clientToken: string }>;
  /**
   * For a signed-in visitor with `payments:write` on the store of this simulated payment or link; null for everybody
   * else, and where no simulator is embedded.
   */
  readonly stage: (
    what: { readonly paymentId: string } | { readonly slug: string },
    cookies: string | undefined,
  ) => Promise<Stage | null>;
  readonly demoShop: () => Promise<DemoShop | null>;
  /**
   * Proves that this server rendered the form of this link recently. Each proof is unique, because it creates one
   * payment.
   */
  readonly renderProof: {
    readonly make: (slug: string) => string;
    readonly check: (slug: string, proof: string) => boolean;
  };
}
