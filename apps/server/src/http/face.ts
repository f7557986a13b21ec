// Handlers, pages and app in one: the whole HTTP face over the use cases.
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
import { createLimits } from "./middleware/limits.ts";
import { createPages } from "./pages/routes.ts";

export interface FaceDeps {
  useCases: UseCases;
  settings: HttpSettings;
  registration: RegistrationPolicy;
  setupCode: string;
  plainHttp: boolean;
  served: readonly ServedNetwork[];
  demoWalletUrl: string | null;
  /** Account key of the simulator's throw-away wallet; null without the embedded simulator. */
  demoWallet: () => string | null;
  renderKey: Uint8Array;
  health: Health;
  assets: Assets;
  log: Logger;
}

export function createFace(deps: FaceDeps): HttpApp {
  const { useCases, settings, served } = deps;
  const limits = createLimits(settings.limits);
  const handlers = createHandlers({
    ...useCases,
    passwords: useCases.passwords,
    registration: deps.registration,
    setupCode: deps.setupCode,
    plainHttp: deps.plainHttp,
    networks: served.map((one) => one.network),
    served,
    origins: createOrigins(useCases),
    redirectSecret: useCases.digests.redirectSecret,
    demoWallet: deps.demoWallet,
    forgetStore: useCases.shops.forget,
    mailEnabled: useCases.mailer.enabled,
    version: settings.version,
    demoShopUrl: deps.demoWalletUrl === null ? null : `${settings.publicUrl}/demo`,
    demoWalletUrl: deps.demoWalletUrl,
    limits: {
      readsPerMinute: settings.limits?.readsPerMinute ?? 600,
      writesPerMinute: settings.limits?.writesPerMinute ?? 100,
    },
  });
  const pages: Router = createPages(
    createPageData({
      ...useCases,
      links: handlers.links,
      renderKey: deps.renderKey,
      demoWalletUrl: deps.demoWalletUrl,
    }),
  );
  return createHttpApp(
    {
      settings,
      handlers,
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
    },
    limits,
  );
}

/** Pages that may make payments from a link: its store's list. Null for an unknown link. */
function createOrigins({ unitOfWork, shops }: UseCases) {
  return async (slug: string): Promise<readonly string[] | null> => {
    const link = await unitOfWork.records.links.bySlug(slug);
    if (link === null) return null;
    const { store } = await shops.get(link.storeId);
    return store.settings.allowedOrigins.map((origin) => origin.toLowerCase());
  };
}
