// What the HTTP layer needs. Everything else reaches it through the handlers.
import type { ExportAddresses, ExportPayments, PaymentStatusBody } from "@kaspa-pay/api-contract";
import type { Caller, Handlers, Once } from "@kaspa-pay/api-contract/router";
import type { Router } from "express";
import type { Logger } from "pino";
import type { Bus } from "../database/bus/bus.ts";
import type { Clock } from "../runtime/clock.ts";
import type { PublicReceiptKey } from "../security/receipt-key.ts";
import type { KeyIdentity, PublicReader, Standing, UserIdentity } from "./auth/identities.ts";
import type { Limits } from "./limits/limits.ts";
import type { RecordRequest } from "./middleware/record-request.ts";

export type { KeyIdentity, UserIdentity };

/** Turns proofs into identities. Every call reads the database, so a revoked proof is null at once. */
export interface Identities {
  /** The dashboard's cookie. */
  session(token: string, storeId: string | null): Promise<UserIdentity | null>;
  /** Reads a bearer token (JWT) of a person. */
  accessToken(token: string, storeId: string | null): Promise<UserIdentity | null>;
  apiKey(key: string, ip: string): Promise<KeyIdentity | null>;
  /**
   * A text that changes whenever an answer to this caller would differ (rights, store, session); null when the proof is
   * void.
   */
  standing(standing: Standing): Promise<string | null>;
  /** Notes that a key was sent from a browser and refused: the list of keys shows a warning. */
  keyUsedInBrowser(key: string): Promise<void>;
}

/** Public reads that happen often: from memory or one indexed read, never a call to the chain. */
export interface PublicReads {
  /** Null = no such payment, or none that this reader may see. */
  status(id: string, reader: PublicReader): Promise<PaymentStatusBody | null>;
  /** Public bodies of many payments at once, for streams; unknown ids are left out. */
  statuses(ids: readonly string[]): Promise<readonly PaymentStatusBody[]>;
  /** The URI that asks for the amount due now; null when nothing is due or there is no such payment. */
  uri(id: string, reader: PublicReader): Promise<string | null>;
  /** Marks the payment as looked at: its transactions may be looked for in the mempool. */
  watching(id: string): void;
}

/** Lines of the CSV export, header first, without line ends. */
export type ExportRows = (filters: ExportPayments, caller: Caller) => AsyncIterable<string>;

/** Lines of a wallet's recovery list, header first, without line ends. */
export type AddressRows = (input: ExportAddresses, caller: Caller) => AsyncIterable<string>;

export interface ReadyEntry {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Health {
  /** False when the event loop lags a second or more. */
  live(): boolean;
  ready(): Promise<{ status: "ready" | "degraded" | "unready"; entries: readonly ReadyEntry[] }>;
}

/** Folders of built browser files; null when that part is not built. */
export interface Assets {
  readonly dashboard: string | null;
  readonly widget: string | null;
  /** Markdown of `docs/guides`. */
  readonly guides: string | null;
  /** Files of `docs/collections`. */
  readonly collections: string | null;
}

export interface HttpSettings {
  /** The only base of links, redirects and origin checks. */
  readonly publicUrl: string;
  readonly version: string;
  /** Addresses of trusted proxies; empty = X-Forwarded-For is ignored. */
  readonly trustProxy: readonly string[];
  /** Bearer token that shows the details of /readyz; null = nobody sees them. */
  readonly metricsToken: string | null;
  /** Open streams per IP address. Default 20. */
  readonly streamsPerIp?: number;
}

export interface HttpDeps {
  readonly settings: HttpSettings;
  readonly handlers: Handlers;
  readonly once: Once;
  readonly identities: Identities;
  readonly reads: PublicReads;
  readonly limits: Limits;
  readonly exportRows: ExportRows;
  readonly addressRows: AddressRows;
  readonly receiptKeys: readonly PublicReceiptKey[];
  readonly bus: Bus;
  readonly clock: Clock;
  readonly recordRequest: RecordRequest;
  readonly health: Health;
  readonly log: Logger;
  readonly assets: Assets;
  /** Hosted pages (`/pay`, `/p`, `/receipt`, `/demo`), mounted at the root. */
  readonly pages: Router | null;
}
