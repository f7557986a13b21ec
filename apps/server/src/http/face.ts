// Wires handlers, pages and the express app over the use cases.
import type { Router } from "express";
import type { Logger } from "pino";
import type { RegistrationPolicy } from "../usecases/accounts/register.ts";
import type { UseCases } from "../usecases/use-cases.ts";
import { createHttpApp, type HttpApp } from "./app.ts";
import type { Assets, Health, HttpSettings } from "./deps.ts";
import { createAddressRows } from "./handlers/address-csv.ts";
import { createExportRows } from "./handlers/csv.ts";
import { createHandlers } from "./handlers/index.ts";
import type { ServedNetwork } from "./handlers/market.ts";
import { createPageData } from "./handlers/page-data.ts";
import { createFormOrders, type ShopOrigins } from "./handlers/payment-orders.ts";
import type { Limits } from "./limits/limits.ts";
import type { LimitSettings } from "./limits/settings.ts";
import { createPages } from "./pages/routes.ts";

export interface FaceDeps {
  useCases: UseCases;
  settings: HttpSettings;
  limits: Limits;
  limitSettings: LimitSettings;
  registration: RegistrationPolicy;
  setupCode: string;
  plainHttp: boolean;
  served: readonly ServedNetwork[];
  demoWalletUrl: string | null;
  /** Account key of the simulator's demo wallet; null without the embedded simulator. */
  demoWallet: () => string | null;
  renderKey: Uint8Array;
  health: Health;
  assets: Assets;
  log: Logger;
}

export function createFace(deps: FaceDeps): HttpApp {
  const { useCases, settings, served, limits } = deps;
  const { readsPerMinute, writesPerMinute, keyReadsPerMinute, keyWritesPerMinute } = deps.limitSettings;
  const origins = createOrigins(useCases, settings.publicUrl);
  const handlers = createHandlers({
    ...useCases,
    passwords: useCases.passwords,
    registration: deps.registration,
    setupCode: deps.setupCode,
    plainHttp: deps.plainHttp,
    networks: served.map((one) => one.network),
    served,
    origins,
    redirectSecret: useCases.digests.redirectSecret,
    demoWallet: deps.demoWallet,
    forgetStore: useCases.shops.forget,
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
    formOrders: createFormOrders({ ...useCases, origins, limits }),
    renderKey: deps.renderKey,
    demoWalletUrl: deps.demoWalletUrl,
  });
  const pages: Router = createPages({ data, limits, publicUrl: settings.publicUrl });
  return createHttpApp({
    settings,
    handlers,
    limits,
    identities: useCases.identities,
    reads: useCases.publicReads,
    exportRows: createExportRows(useCases),
    addressRows: createAddressRows(useCases),
    bus: useCases.bus,
    clock: useCases.clock,
    health: deps.health,
    log: deps.log,
    assets: deps.assets,
    pages,
  });
}

/** Origins that may create payments from a store's links: those on its list, and our own. Empty = any. */
function createOrigins({ shops }: UseCases, publicUrl: string): ShopOrigins {
  const own = new URL(publicUrl).origin.toLowerCase();
  return async (storeId) => {
    const { allowedOrigins } = (await shops.get(storeId)).store.settings;
    return allowedOrigins.length === 0 ? [] : [own, ...allowedOrigins.map((origin) => origin.toLowerCase())];
  };
}
