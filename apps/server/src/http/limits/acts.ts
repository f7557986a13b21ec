/** Budgets of acts, beside that of their caller: they make guessing slow. */
export type ActBudget = "login" | "register" | "forgot" | "tests";

/**
 * The procedures that have one. It is charged after proof and validation, so that a malformed request spends nothing
 * of it. Payments of visitors, new prices and hints are counted where the link or the payment is known.
 */
export const ACT_BUDGETS: Readonly<Record<string, ActBudget>> = {
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
