export { isAppScheme, OUTSIDE_BROWSER } from "./app-schemes.ts";
export * from "./catalogue/lists.ts";
export { WEBHOOK_PORTS, WEBHOOK_PORTS_TEXT } from "./catalogue/lists.ts";
export { STATUS_WORDS, statusesFromAlias, statusInWordsOf } from "./catalogue/status-words.ts";
export {
  type AddressOwner,
  type AddressRecord,
  type DepositPage,
  type MatchInput,
  type MatchResult,
  matchPage,
  type OwnedTransfer,
  type PageOutput,
  type PaymentPage,
  type UnmatchedOutput,
  type UnmatchedReason,
} from "./chain/matching.ts";
export * from "./currency.ts";
export type {
  Deposit,
  DepositEvent,
  DepositFact,
  DepositPolicy,
  DepositReduction,
} from "./deposit/deposit.ts";
export { reduceDeposit } from "./deposit/reduce-deposit.ts";
export type * from "./disbursement/disbursement.ts";
export { reduceDisbursement } from "./disbursement/reduce-disbursement.ts";
export {
  type RefundRequest,
  type RefundSums,
  refundSums,
} from "./disbursement/refund-sums.ts";
export {
  audienceOf,
  EVENT_ALIASES,
  EVENT_NAMES,
  type EventName,
  type EventSubject,
  eventNameFor,
  eventSubjects,
  events,
  type LifecycleEventName,
  type SubjectFields,
  wildcardOf,
} from "./events.ts";
export type * from "./facts.ts";
export { hostnameOf, isLoopbackName } from "./host-names.ts";
export { uuidV7, uuidV8 } from "./ids.ts";
export {
  type ActionName,
  type AllowedActions,
  allowedActions,
  refusalOfRenew,
  refusalOfRequote,
} from "./lifecycle/actions.ts";
export { DEFAULT_POLICY, requiredConfirmationsFor } from "./lifecycle/policy.ts";
export { reduce } from "./lifecycle/reduce.ts";
export { isLate, toleranceOf } from "./lifecycle/totals.ts";
export { DUST_SOMPI } from "./lifecycle/transfer-queries.ts";
export { COINBASE_CONFIRMATIONS, outpointOf } from "./lifecycle/transfers.ts";
export {
  amountDue,
  confirmationsLeft,
  confirmationsOf,
  creditedTransfers,
  payable,
  requiredConfirmationsOf,
  requiredOf,
  secondsOf,
  takenBackOf,
  transferConfirmations,
  uncreditedSompi,
} from "./lifecycle/views.ts";
export * from "./money.ts";
export type * from "./payment.ts";
export * from "./payment-uri.ts";
export { MAX_SUFFIX_SOMPI, suffixChoices, USUAL_SUFFIX_SOMPI } from "./quote/amount-suffix.ts";
export { makeQuote, type QuoteRequest } from "./quote/make-quote.ts";
export { MAX_ATTEMPTS, nextAttemptDelayMs } from "./retry-schedule.ts";
