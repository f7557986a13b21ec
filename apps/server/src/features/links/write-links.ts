import { ApiError, type CreateLink, type UpdateLink } from "@kaspa-pay/api-contract";
import { parseDecimal } from "@kaspa-pay/core";
import type { Db } from "../../database/unit-of-work.ts";
import type { KeyDeps } from "../api-keys/api-keys.ts";
import type { ActorContext } from "../audit/audit.ts";
import { assertRedirect } from "../checkout/redirects.ts";
import { assertCurrency, normalAmount, sentAmount } from "../payments/amounts.ts";
import { storeOf } from "../stores/find-store.ts";
import type { Store } from "../stores/records.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { newLink, slugFor } from "./new-link.ts";
import type { Link } from "./records.ts";
import { linkRepository } from "./repository/links.ts";

const MINUTE_MS = 60_000;
const SLUG_TRIES = 5;

type Fields = Omit<UpdateLink, "id">;

/** @throws ApiError for amounts, currency, redirect addresses, a taken slug (`already_exists`) */
export const createCreateLink =
  (deps: KeyDeps) =>
  async (input: CreateLink, storeId: string, actor: ActorContext): Promise<Link> =>
    deps.unitOfWork.transaction(async (db) => {
      const store = await storeOf(db, storeId);
      const now = deps.clock.now();
      const blank = newLink({
        id: deps.ids.next("lnk"),
        storeId,
        now,
        fields: { title: input.title, expiryMinutes: store.settings.paymentExpiryMinutes },
      });
      const link = apply(blank, input, store, now);
      const made = await insertWithSlug(deps, db, link, input.slug);
      await deps.audit(db, actor, { storeId, action: "link.created", target: made.id, after: made });
      await announce(deps, db, store, "link.created", made);
      return made;
    });

async function insertWithSlug(deps: KeyDeps, db: Db, link: Link, wanted: string | undefined): Promise<Link> {
  for (let tries = 0; tries < SLUG_TRIES; tries++) {
    const made = { ...link, slug: wanted ?? slugFor(link.title, deps.random) };
    if (await linkRepository(db).insert(made)) return made;
    if (wanted !== undefined) throw slugTaken();
  }
  throw new Error("no free slug after several tries");
}

const slugTaken = () =>
  new ApiError("already_exists", "This slug is taken: choose another", { param: "slug" });

/** Existing payments keep their price, their address and their time. */
export const createUpdateLink =
  (deps: KeyDeps) =>
  async ({ id, ...change }: UpdateLink, storeId: string, actor: ActorContext): Promise<Link> =>
    deps.unitOfWork.transaction(async (db) => {
      const store = await storeOf(db, storeId);
      const before = await linkRepository(db).lock(storeId, id);
      if (!before) throw new ApiError("not_found", "Payment link not found");
      if (before.status === "archived")
        throw new ApiError("conflict", "An archived link cannot be changed: duplicate it");
      const now = deps.clock.now();
      const after = {
        ...apply(before, change, store, now),
        slug: change.slug ?? before.slug,
        updatedAt: now,
      };
      if (!(await linkRepository(db).update(after))) throw slugTaken();
      await deps.audit(db, actor, { storeId, action: "link.updated", target: id, before, after });
      await announce(deps, db, store, "link.updated", after);
      return after;
    });

/** Deletes a link without payments, archives any other. */
export const createRemoveLink =
  (deps: KeyDeps) =>
  async (id: string, storeId: string, actor: ActorContext): Promise<Link> =>
    deps.unitOfWork.transaction(async (db) => {
      const store = await storeOf(db, storeId);
      const before = await linkRepository(db).lock(storeId, id);
      if (!before) throw new ApiError("not_found", "Payment link not found");
      const now = deps.clock.now();
      const after: Link = { ...before, status: "archived", updatedAt: now };
      const paid = await linkRepository(db).hasPayments(storeId, id);
      if (paid) await linkRepository(db).update(after);
      else await linkRepository(db).remove(storeId, id);
      const action = paid ? "link.archived" : "link.deleted";
      await deps.audit(db, actor, { storeId, action, target: id, before });
      await announce(deps, db, store, "link.updated", after);
      return after;
    });

/** The event for endpoints is written in the same transaction as the link. */
function announce(
  deps: KeyDeps,
  db: Db,
  store: Store,
  name: "link.created" | "link.updated",
  { id, slug, title, status, amount, currency }: Link,
): Promise<void> {
  return emitEvent(deps, db, store, name, { id, slug, title, status, amount, currency });
}

/** Fields of a change that no rule looks at: kept as they are given. */
function plainChanges({
  description: _prose,
  currency: _currency,
  amount: _amount,
  amountMinor: _minor,
  allowAmount: _bounds,
  redirectUrl: _redirect,
  cancelUrl: _cancel,
  linkExpiresIn: _end,
  ask: _ask,
  surchargePercent: _percent,
  slug: _slug,
  ...plain
}: Fields) {
  return definedOnly(plain);
}

function apply(old: Link, change: Fields, store: Store, now: number): Link {
  const currency = change.currency ?? old.currency;
  const sent = sentAmount(change, currency);
  // Rules that the store made stricter later bind new prices only: an old link can still be renamed or switched off.
  const repriced = old.slug === "" || currency !== old.currency;
  if (repriced || sent.amount !== null) assertCurrency(currency, store.settings);
  const allowAmount =
    change.allowAmount === undefined ? old.allowAmount : readAllowAmount(change.allowAmount, currency, store);
  const fixed = sent.amount ?? (change.allowAmount ? null : old.amount);
  const kept = !repriced && sent.amount === null;
  if (fixed === null && allowAmount === null) {
    throw new ApiError("invalid_request", "A link has an amount, or allowAmount", {
      param: "amount",
      issues: [{ path: "amount", message: "Required" }],
    });
  }
  const open = sent.amount === null ? allowAmount : null;
  return {
    ...old,
    ...plainChanges(change),
    description: change.description === undefined ? old.description : change.description || null,
    currency,
    amount: fixed === null || kept ? fixed : normalAmount(fixed, currency, store.settings, sent.param),
    allowAmount: open,
    surchargePercent: readSurcharge(change.surchargePercent, old.surchargePercent, open),
    redirectUrl: redirect(change.redirectUrl, old.redirectUrl, store, "redirectUrl"),
    cancelUrl: redirect(change.cancelUrl, old.cancelUrl, store, "cancelUrl"),
    expiresAt: linkEnd(change.linkExpiresIn, old.expiresAt, now),
    ask: { ...old.ask, ...definedOnly(change.ask ?? {}) },
  };
}

/** @throws ApiError `validation_error` where the payer chooses the amount */
function readSurcharge(
  change: string | null | undefined,
  old: string | null,
  open: Link["allowAmount"],
): string | null {
  if (open === null) return change === undefined ? old : change;
  if (change === undefined || change === null) return null;
  const message = "surchargePercent needs a fixed price: a payer who chooses the amount pays no surcharge";
  throw new ApiError("validation_error", message, {
    param: "surchargePercent",
    issues: [{ path: "surchargePercent", message }],
  });
}

function linkEnd(minutes: number | undefined, old: number | null, now: number): number | null {
  if (minutes === undefined) return old;
  return minutes === 0 ? null : now + minutes * MINUTE_MS;
}

function redirect(
  change: string | null | undefined,
  old: string | null,
  store: Store,
  param: "redirectUrl" | "cancelUrl",
): string | null {
  if (change === undefined) return old;
  assertRedirect(change, store.network, store.settings.redirectHosts, param);
  return change;
}

function readAllowAmount(
  input: CreateLink["allowAmount"],
  currency: string,
  store: Store,
): Link["allowAmount"] {
  if (!input) return null;
  const read = (text: string | undefined, param: string) =>
    text === undefined ? null : normalAmount(text, currency, store.settings, `allowAmount.${param}`);
  const [min, max] = [read(input.min, "min"), read(input.max, "max")];
  if (min !== null && max !== null && parseDecimal(min, 8) > parseDecimal(max, 8)) {
    const message = "allowAmount.min is not above allowAmount.max";
    throw new ApiError("validation_error", message, {
      param: "allowAmount.min",
      issues: [{ path: "allowAmount.min", message }],
    });
  }
  return {
    min,
    max,
    suggested: (input.suggested ?? []).map((text) =>
      normalAmount(text, currency, store.settings, "allowAmount.suggested"),
    ),
  };
}

const definedOnly = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
