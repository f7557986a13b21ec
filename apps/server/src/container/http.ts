// Wires handlers, pages and the express app over the use cases.

import type { RegistrationPolicy } from "@kaspa-pay/core";
import type { Logger } from "pino";
import type { BalanceNode } from "../features/balances/read-balance.ts";
import { createPageData } from "../features/checkout/page-data.ts";
import { createClaims } from "../features/disbursements/refunds/handlers.ts";
import { type AllowedOrigins, createFormOrders } from "../features/payments/create-handlers.ts";
import { createExportRows } from "../features/payments/reads/export-csv.ts";
import type { ServedNetwork } from "../features/server-info/handlers.ts";
import { createAddressRows } from "../features/wallets/address-csv.ts";
import type { Assets, Health, HttpSettings } from "../http/deps.ts";
import type { Limits } from "../http/limits/limits.ts";
import type { LimitSettings } from "../http/limits/settings.ts";
import { createOnce } from "../idempotency/with-idempotency-key.ts";
import { createPages } from "../pages/routes.ts";
import { createHttpApp, type HttpApp } from "./app.ts";
import { createHandlers } from "./handlers.ts";
import type { UseCases } from "./use-cases.ts";

export interface HttpParts {
  useCases: UseCases;
  settings: HttpSettings;
  limits: Limits;
  limitSettings: LimitSettings;
  registration: RegistrationPolicy;
  setupCode: string;
  plainHttp: boolean;
  served: readonly ServedNetwork[];
  nodes: readonly BalanceNode[];
  demoWalletUrl: string | null;
  /** Account key of the simulator's demo wallet; null without the embedded simulator. */
  demoWallet: () => string | null;
  renderKey: Uint8Array;
  health: Health;
  assets: Assets;
  log: Logger;
}

export function createHttp(deps: HttpParts): HttpApp {
  const { useCases, settings, served, limits } = deps;
  const { readsPerMinute, writesPerMinute, keyReadsPerMinute, keyWritesPerMinute } = deps.limitSettings;
  const origins = createOrigins(useCases, settings.publicUrl);
  const handlers = createHandlers({
    ...useCases,
    passwords: useCases.passwords,
    registration: deps.registration,
    setupCode: deps.setupCode,
    plainHttp: deps.plainHttp,
    networks: served.map(({ network }) => network),
    served,
    nodes: deps.nodes,
    origins,
    redirectSecret: useCases.digests.redirectSecret,
    demoWallet: deps.demoWallet,
    forgetStore: useCases.storeCache.forget,
    mailEnabled: useCases.mailer.enabled,
    version: settings.version,
    demoShopUrl: deps.demoWalletUrl === null ? null : `${settings.publicUrl}/demo`,
    demoWalletUrl: deps.demoWalletUrl,
    apiLimits: { readsPerMinute, writesPerMinute },
    keyLimits: { readsPerMinute: keyReadsPerMinute, writesPerMinute: keyWritesPerMinute },
    limits,
  });
  const data = createPageData({
    ...useCases,
    links: handlers.links,
    payments: handlers.payments,
    claims: createClaims(useCases),
    formOrders: createFormOrders({ ...useCases, origins, limits }),
    renderKey: deps.renderKey,
    demoWalletUrl: deps.demoWalletUrl,
  });
  const pages = createPages({ data, limits, publicUrl: settings.publicUrl });
  return createHttpApp({
    settings,
    handlers,
    once: createOnce(useCases),
    limits,
    identities: useCases.identities,
    reads: useCases.publicReads,
    exportRows: createExportRows(useCases),
    addressRows: createAddressRows(useCases),
    receiptKeys: [useCases.receiptKey.public],
    bus: useCases.bus,
    clock: useCases.clock,
    recordRequest: useCases.requestLog.record,
    health: deps.health,
    log: deps.log,
    assets: deps.assets,
    pages,
  });
}

/** Origins that may create payments from a store's links: those on its list, and our own. Empty = any. */
function createOrigins({ storeCache }: UseCases, publicUrl: string): AllowedOrigins {
  const own = new URL(publicUrl).origin.toLowerCase();
  return async (storeId) => {
    const { allowedOrigins } = (await storeCache.get(storeId)).store.settings;
    return allowedOrigins.length === 0 ? [] : [own, ...allowedOrigins.map((origin) => origin.toLowerCase())];
  };
}
