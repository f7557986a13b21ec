/** All limits by the names of the program. `config/limits.ts` has the defaults and what each means. */
export interface LimitSettings {
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  readonly keyReadsPerMinute: number;
  readonly keyWritesPerMinute: number;
  readonly sessionReadsPerMinute: number;
  readonly sessionWritesPerMinute: number;
  readonly publicReadsPerMinute: number;
  readonly publicWritesPerMinute: number;
  readonly createPerMinute: number;
  readonly createBurst: number;
  readonly createPerLinkPerHour: number;
  readonly statusPerMinute: number;
  readonly missesPerMinute: number;
  readonly loginPerMinute: number;
  readonly registerPerMinute: number;
  readonly forgotPerDay: number;
  readonly hintsPerMinute: number;
  readonly quotesPerMinute: number;
  readonly webhookTestsPerMinute: number;
}

/** Budgets of single actions, beside the caller's own budget: they make guessing slow. */
export type ActionBudget = "login" | "register" | "forgot" | "tests";

/**
 * The procedures that have one. It is charged after proof and validation, so a malformed request costs nothing.
 * Payments of visitors, new prices and transaction hints are counted where the link or the payment is known.
 */
export const ACTION_BUDGETS: Readonly<Record<string, ActionBudget>> = {
  "auth.login": "login",
  "auth.startSession": "login",
  "auth.stepUp": "login",
  "auth.resetPassword": "login",
  "auth.changePassword": "login",
  "auth.register": "register",
  "auth.registerSession": "register",
  "auth.forgotPassword": "forgot",
  "webhooks.test": "tests",
};
