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
