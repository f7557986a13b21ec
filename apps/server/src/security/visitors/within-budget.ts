import type { BudgetPlace, Visitor, VisitorBudget } from "./visitor-budget.ts";

/**
 * Makes a payment for a visitor and charges it to the visitors' budgets; for the store itself (null) nothing is
 * counted. Only a payment that was made costs something: a refusal, a fault and a replayed answer give all back.
 */
export async function withinBudget<T extends { replayed: boolean }>(
  budget: VisitorBudget,
  place: BudgetPlace,
  visitor: Visitor | null,
  make: () => Promise<T>,
): Promise<T> {
  if (visitor === null) return make();
  const taken = await budget.take(place, visitor);
  let made = false;
  try {
    const answer = await make();
    made = !answer.replayed;
    return answer;
  } finally {
    if (made) taken.made();
    else await taken.giveBack();
  }
}
