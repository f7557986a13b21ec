import { BalanceList } from "../schemas/balances.ts";
import * as s from "../schemas/deposits.ts";
import { ById } from "../schemas/wire.ts";
import { creation, mutation, query } from "./answered.ts";
import { keyed, router } from "./base.ts";

const tag = "Deposits";
const reads = { auth: { level: "keyed", scope: "payments:read" } } as const;
const writes = { auth: { level: "keyed", scope: "deposits:write" } } as const;

export const deposits = router({
  getSettings: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/deposit-settings",
          status: 200,
          tag,
          summary: "Read the rules of deposits",
          description: "What a store that set nothing has: deposits are off, and there are no limits.",
          errors: [],
        },
        ...reads,
      })
      .output(s.DepositSettings),
  ),

  updateSettings: mutation(
    keyed("deposits:write")
      .meta({
        rest: {
          method: "PATCH",
          path: "/deposit-settings",
          aliases: [{ method: "PUT", path: "/deposit-settings" }],
          status: 200,
          tag,
          summary: "Change the rules of deposits",
          description:
            "Only what is given changes, and only for deposits that come later. Pausing (`enabled: false`) stops new addresses, never watching.",
          errors: [
            "conflict",
            "amount_too_small",
            "amount_too_large",
            "unknown_currency",
            "validation_error",
          ],
        },
        ...writes,
      })
      .input(s.UpdateDepositSettings)
      .output(s.DepositSettings),
  ),

  createAccount: creation(
    keyed("deposits:write")
      .meta({
        rest: {
          method: "POST",
          path: "/deposit-accounts",
          status: 201,
          tag,
          summary: "Make or find the deposit account of a customer",
          description:
            "One account and one permanent address for each `externalUserId`, however often it is called. A later call answers the account that exists, unchanged, with `created: false`; `PATCH` changes it.",
          errors: ["conflict", "validation_error", "node_unavailable"],
          idempotent: true,
        },
        ...writes,
      })
      .input(s.CreateDepositAccount)
      .output(s.DepositAccountCreated),
  ),

  listAccounts: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/deposit-accounts",
          status: 200,
          tag,
          summary: "List deposit accounts",
          description: "The newest first, each with its sums.",
          errors: [],
        },
        ...reads,
      })
      .input(s.ListDepositAccounts)
      .output(s.DepositAccountList),
  ),

  getAccount: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/deposit-accounts/:id",
          status: 200,
          tag,
          summary: "Read a deposit account",
          description: "With its sums, made from its deposits of this moment.",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.DepositAccount),
  ),

  updateAccount: mutation(
    keyed("deposits:write")
      .meta({
        rest: {
          method: "PATCH",
          path: "/deposit-accounts/:id",
          status: 200,
          tag,
          summary: "Change the label or the metadata of a deposit account",
          description: "Only what is given changes. The address never does.",
          errors: ["not_found"],
        },
        ...writes,
      })
      .input(s.UpdateDepositAccount)
      .output(s.DepositAccount),
  ),

  list: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/deposits",
          status: 200,
          tag,
          summary: "List deposits",
          description: "The newest first. Reverted ones stay in the list.",
          errors: [],
        },
        ...reads,
      })
      .input(s.ListDeposits)
      .output(s.DepositList),
  ),

  get: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/deposits/:id",
          status: 200,
          tag,
          summary: "Read a deposit",
          description:
            "The same object as `data.deposit` of a webhook, with its confirmations of this moment.",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.Deposit),
  ),
});

export const balances = router({
  get: query(
    keyed("payments:read")
      .meta({
        rest: {
          method: "GET",
          path: "/balances",
          status: 200,
          tag: "Balances",
          summary: "What the store's addresses hold",
          description:
            "Watch-only, from the node's UTXO index: addresses of payments and deposit accounts that ever received money, and single addresses. While the node cannot tell, `available` is false with the reason; a wrong sum is never given.",
          errors: [],
        },
        ...reads,
      })
      .output(BalanceList),
  ),
});
