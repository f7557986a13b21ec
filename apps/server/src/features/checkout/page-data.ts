// Data of the hosted pages, from the same use cases as the API.

import { createHmac, timingSafeEqual } from "node:crypto";
import { ApiError, CreatePayment } from "@kaspa-pay/api-contract";
import { bodyOf, given, type Handlers, issuesOf } from "@kaspa-pay/api-contract/router";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import { sessionCookie } from "../../http/auth/cookies.ts";
import type { Identities, PublicReads } from "../../http/deps.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Random } from "../../runtime/ids.ts";
import { actorContextOf } from "../caller.ts";
import type { Claims } from "../disbursements/refunds/handlers.ts";
import { findLinkBySlug, listLinks } from "../links/find-link.ts";
import { openPublicLink } from "../links/open-link.ts";
import type { CheckoutOpened } from "../payments/checkout-opened.ts";
import type { createFormOrders } from "../payments/create-handlers.ts";
import { findPayment } from "../payments/find-payment.ts";
import type { ReadPayments } from "../payments/read-payments.ts";
import type { SignReceipt } from "../receipts/sign-receipt.ts";
import type { VerifyReceipt } from "../receipts/verify-receipt.ts";
import type { Simulator } from "../simulation/simulate.ts";
import { findDemoStore, findStore } from "../stores/find-store.ts";
import type {
  ClaimData,
  DemoShop,
  ExternalRedirect,
  FormFields,
  PageData,
  Receipt,
  Stage,
} from "./page-contract.ts";
import { redirectTargetOf } from "./redirects.ts";
import type { WatchList } from "./watch-list.ts";

export interface PageDataDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly links: Pick<Handlers["links"], "getPublic">;
  readonly payments: Pick<Handlers["payments"], "renew">;
  readonly formOrders: ReturnType<typeof createFormOrders>;
  readonly reads: ReadPayments;
  readonly signReceipt: SignReceipt;
  readonly verifyReceipt: VerifyReceipt;
  readonly claims: Claims;
  readonly publicReads: PublicReads;
  readonly watched: WatchList;
  readonly checkoutOpened: CheckoutOpened;
  readonly identities: Pick<Identities, "session">;
  readonly simulator: Simulator | null;
  readonly publicUrl: string;
  /** Key of the render proofs, from the master key. */
  readonly renderKey: Uint8Array;
  readonly demoWalletUrl: string | null;
}

const PROOF_LIFE_MS = 60 * 60_000;
const NONCE_BYTES = 12;
const DEMO_PRODUCTS = 12;

export function createPageData(deps: PageDataDeps): PageData {
  return {
    link: (slug, caller) => deps.links.getPublic({ slug }, caller),
    frameAncestors: async (slug) => {
      const { store } = await openPublicLink(deps.unitOfWork.db, slug, deps.clock.now());
      return store.settings.allowedOrigins;
    },
    payment: async (id, token) => {
      const view = await deps.reads.forPayer(id, token);
      if (view === null) return null;
      deps.watched.look(id);
      await deps.checkoutOpened(id);
      return view;
    },
    returnAfter: (id) => deps.reads.autoReturn(id),
    leaving: (id, token, kind) => leaving(deps, id, token, kind),
    status: (id) => deps.publicReads.status(id, { storeId: null, clientToken: null }),
    receipt: (id, token) => receipt(deps, id, token),
    verifyReceipt: deps.verifyReceipt,
    claims: claimData(deps.claims),
    create: ({ slug, proof, fields }, caller) => deps.formOrders(orderOf(slug, fields), caller, proof),
    renew: async (id, caller) => bodyOf({ reply: {} }, await deps.payments.renew({ id }, caller)),
    stage: (what, cookies) => stage(deps, what, cookies),
    demoShop: () => demoShop(deps),
    renderProof: renderProofs(deps),
  };
}

/** @throws ApiError `invalid_request` naming what does not fit */
function orderOf(slug: string, fields: FormFields): CreatePayment {
  const parsed = CreatePayment.safeParse(given(CreatePayment, { paymentLinkSlug: slug, ...fields }));
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  const text = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new ApiError("invalid_request", text, { issues });
}

async function leaving(
  { reads }: PageDataDeps,
  id: string,
  token: string,
  kind: ExternalRedirect["kind"],
): Promise<ExternalRedirect | null> {
  if ((await reads.storeOf(id, token)) === null) return null;
  const found = await reads.redirectOf(id, kind);
  if (!found?.target) return null;
  const { url } = found.target;
  const { name, network } = found.store;
  return { url, host: redirectTargetOf(new URL(url)), storeName: name, network, kind };
}

async function stage(
  { unitOfWork, identities, simulator, publicUrl }: PageDataDeps,
  what: Parameters<PageData["stage"]>[0],
  cookies: string | undefined,
): Promise<Stage | null> {
  const token = cookies && sessionCookie({ headers: { cookie: cookies } }, publicUrl);
  if (simulator === null || !token) return null;
  const paymentId = "paymentId" in what ? what.paymentId : null;
  const owner =
    "slug" in what
      ? await findLinkBySlug(unitOfWork.db, what.slug)
      : (await findPayment(unitOfWork.db, what.paymentId))?.details;
  if (!owner) return null;
  const visitor = await identities.session(token, owner.storeId);
  if (visitor?.storeId !== owner.storeId || !visitor.scopes.includes("payments:write")) return null;
  const store = await findStore(unitOfWork.db, owner.storeId);
  return store?.network === "simnet" ? { storeId: store.id, paymentId } : null;
}

async function receipt(deps: PageDataDeps, id: string, token: string): Promise<Receipt | null> {
  const payment = await deps.reads.forPayer(id, token);
  const storeId = payment && (await deps.reads.storeOf(id, token));
  if (!payment || !storeId) return null;
  const full = await deps.reads.full(storeId, id);
  const store = await findStore(deps.unitOfWork.db, storeId);
  return {
    payment,
    transfers: full.transfers.filter((transfer) => transfer.credited),
    fiatAtReceipt: full.fiatAtReceipt,
    fiatCurrency: full.fiat?.currency ?? "USD",
    refundStatus: full.refundStatus,
    amountRefunded: full.amountRefunded,
    timeZone: store?.settings.timeZone ?? "UTC",
    signed: deps.signReceipt(full, payment.store.name),
  };
}

const claimData = ({ get, check, claim }: Claims): ClaimData => ({
  get: (token) =>
    get(token).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === "not_found") return null;
      throw error;
    }),
  check,
  claim: (token, address, caller) => claim(token, address, { ...actorContextOf(caller), actor: "payer" }),
});

async function demoShop({ unitOfWork, demoWalletUrl }: PageDataDeps): Promise<DemoShop | null> {
  const store = await findDemoStore(unitOfWork.db);
  if (!store) return null;
  const rows = await listLinks(
    unitOfWork.db,
    store.id,
    { status: "active" },
    { limit: DEMO_PRODUCTS, afterId: null },
  );
  const products = rows
    .slice(0, DEMO_PRODUCTS)
    .reverse()
    .map(({ link }) => ({
      slug: link.slug,
      title: link.title,
      description: link.description,
      amount: link.amount ?? "",
      currency: link.currency,
    }));
  return { name: store.name, products, walletUrl: demoWalletUrl };
}

/**
 * Proof, good for an hour, that this server rendered the form of this link: time, random part and a keyed digest of
 * both.
 */
function renderProofs({ renderKey, clock, random }: PageDataDeps): PageData["renderProof"] {
  const digest = (slug: string, at: string, nonce: string) =>
    createHmac("sha256", renderKey).update(`render ${at} ${nonce} ${slug}`).digest("base64url");
  return {
    make: (slug) => {
      const at = clock.now().toString(36);
      const nonce = Buffer.from(random.bytes(NONCE_BYTES)).toString("base64url");
      return `${at}.${nonce}.${digest(slug, at, nonce)}`;
    },
    check: (slug, proof) => {
      const [at = "", nonce = "", given = "", more] = proof.split(".");
      if (more !== undefined) return false;
      const age = clock.now() - Number.parseInt(at, 36);
      const expected = Buffer.from(digest(slug, at, nonce));
      const bytes = Buffer.from(given);
      return (
        age >= 0 &&
        age < PROOF_LIFE_MS &&
        bytes.length === expected.length &&
        timingSafeEqual(bytes, expected)
      );
    },
  };
}
