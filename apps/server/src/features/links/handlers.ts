import { ApiError, type Link as WireLink } from "@kaspa-pay/api-contract";
import type { LinkHandlers } from "@kaspa-pay/api-contract/router";
import {
  fiatToSompiCeil,
  isFiatCurrency,
  minorDigitsOf,
  rateLess,
  shareOf,
  sompiToKas,
} from "@kaspa-pay/core";
import type { Limits } from "../../http/limits/limits.ts";
import { eitherName, readCursor, toPage } from "../../http/paging.ts";
import type { KeyDeps } from "../api-keys/api-keys.ts";
import { actorContextOf, storeIdOf } from "../caller.ts";
import { linkSurchargeBps, percentOf } from "../payments/surcharge.ts";
import type { RateBook } from "../rates/rate-book.ts";
import { storeRate } from "../rates/store-rate.ts";
import { findStore } from "../stores/find-store.ts";
import { isLive } from "../stores/new-store.ts";
import type { Store } from "../stores/records.ts";
import { openPublicLink } from "./open-link.ts";
import type { Link, LinkFigures } from "./records.ts";
import { linkRepository } from "./repository/links.ts";
import { linkView, minorOf } from "./view.ts";
import { createCreateLink, createRemoveLink, createUpdateLink } from "./write-links.ts";

export interface LinkHandlerDeps extends KeyDeps {
  readonly publicUrl: string;
  readonly rates: Pick<RateBook, "getRate">;
  readonly limits: Pick<Limits, "miss">;
}

const NO_FIGURES: LinkFigures = { paymentsCount: 0, confirmedCount: 0, confirmedSompi: 0n, lastPaidAt: null };

export function createLinkHandlers(deps: LinkHandlerDeps): LinkHandlers {
  const create = createCreateLink(deps);
  const update = createUpdateLink(deps);
  const remove = createRemoveLink(deps);
  const found = async (storeId: string, id: string): Promise<WireLink | null> => {
    const row = await linkRepository(deps.unitOfWork.db).get(storeId, id);
    const store = row && (await findStore(deps.unitOfWork.db, storeId));
    return row && store ? linkView(deps.publicUrl, row.link, row.figures, store) : null;
  };
  const shown = async (link: Link, storeId: string): Promise<WireLink> => {
    const store = await findStore(deps.unitOfWork.db, storeId);
    const present = await found(storeId, link.id);
    return present ?? linkView(deps.publicUrl, link, NO_FIGURES, store as Store);
  };
  return {
    create: async (input, caller) => {
      const storeId = storeIdOf(caller);
      return shown(await create(input, storeId, actorContextOf(caller)), storeId);
    },
    list: async (input, caller) => {
      const storeId = storeIdOf(caller);
      const store = await findStore(deps.unitOfWork.db, storeId);
      const page = { limit: input.limit, afterId: readCursor(input.cursor) };
      const rows = await linkRepository(deps.unitOfWork.db).list(
        storeId,
        { status: input.status, q: eitherName(["q", input.q], ["search", input.search]) },
        page,
      );
      return toPage(
        rows,
        input.limit,
        (row) => row.link.id,
        (row) => linkView(deps.publicUrl, row.link, row.figures, store as Store),
      );
    },
    get: async (input, caller) => {
      const link = await found(storeIdOf(caller), input.id);
      if (!link) throw notFound();
      return link;
    },
    update: async (input, caller) => {
      const storeId = storeIdOf(caller);
      return shown(await update(input, storeId, actorContextOf(caller)), storeId);
    },
    remove: async (input, caller) => {
      const storeId = storeIdOf(caller);
      return shown(await remove(input.id, storeId, actorContextOf(caller)), storeId);
    },
    getPublic: async (input, caller) => {
      const { link, store } = await openPublicLink(deps.unitOfWork.db, input.slug, deps.clock.now()).catch(
        async (error: unknown) => {
          if (error instanceof ApiError && error.code === "not_found") await deps.limits.miss(caller);
          throw error;
        },
      );
      return publicLink(deps, link, store);
    },
    slugAvailable: async (input) => ({
      available: (await linkRepository(deps.unitOfWork.db).bySlug(input.slug)) === null,
    }),
  };
}

const notFound = () => new ApiError("not_found", "Payment link not found");

function publicLink(deps: LinkHandlerDeps, link: Link, store: Store) {
  const bps = linkSurchargeBps(link) ?? store.settings.surchargeBps;
  return {
    slug: link.slug,
    title: link.title,
    description: link.description,
    amount: link.amount,
    currency: link.currency,
    surchargePercent: bps === 0 ? null : percentOf(bps),
    amountKas: kasNow(deps, link, store, bps),
    fiat: link.currency === "KAS" ? null : link.amount,
    allowAmount: link.allowAmount,
    ask: link.ask,
    items: link.items,
    network: store.network,
    livemode: isLive(store.network),
    cancelUrl: link.cancelUrl,
    store: {
      name: store.name,
      logoUrl: store.settings.logoUrl,
      supportUrl: store.settings.supportUrl,
      accentColor: store.settings.accentColor,
    },
  };
}

/** Roughly what will be asked now; the quote is made with the payment. */
function kasNow(deps: LinkHandlerDeps, link: Link, store: Store, bps: number): string | null {
  if (link.amount === null) return null;
  const asked = minorOf(link.amount, link.currency);
  const minor = asked + shareOf(asked, bps);
  if (link.currency === "KAS") return sompiToKas(minor);
  const rate = storeRate(deps.rates, store, link.currency, deps.clock.now());
  if ("unavailable" in rate || !isFiatCurrency(link.currency)) return null;
  const used = rateLess(rate.rate, store.settings.spreadBps);
  return sompiToKas(fiatToSompiCeil(minor, minorDigitsOf(link.currency), used));
}
