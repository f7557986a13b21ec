export { type Act, type AllowedActs, allowedActs } from "./lifecycle/acts.ts";
export { DEFAULT_POLICY, requiredConfirmationsFor, toleranceOf } from "./lifecycle/policy.ts";
export { reduce } from "./lifecycle/reduce.ts";
export { outpointOf } from "./lifecycle/transfers.ts";
export {
  amountDue,
  confirmationsOf,
  creditedTransfers,
  payable,
  transferConfirmations,
} from "./lifecycle/views.ts";
export * from "./money.ts";
export type * from "./payment.ts";
export * from "./payment-uri.ts";
