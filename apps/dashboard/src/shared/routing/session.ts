// Who is signed in and which store opens: the checks that guard the routes.
import { redirect } from "@tanstack/react-router";
import { failureOf, isSignedOut } from "../../lib/transport/failure.ts";
import { account, queryClient } from "../account.ts";

const LAST_STORE = "kp.lastStore";

/** Whether there is a user yet, and how accounts are made. */
export function freshSetup() {
  return queryClient.fetchQuery(account.market.setup.queryOptions());
}

/** The signed-in person, or a redirect to where they sign in. */
export async function requireMe(next: string) {
  if (queryClient.getQueryData(account.auth.me.queryKey()) === undefined) {
    // Asked first, so that a visitor without a session causes no refused request.
    const setup = await freshSetup();
    if (!setup.signedIn) throw toSignIn(setup.hasUsers, next);
  }
  try {
    return await queryClient.ensureQueryData(account.auth.me.queryOptions());
  } catch (error) {
    if (!isSignedOut(failureOf(error))) throw error;
    throw toSignIn((await freshSetup()).hasUsers, next);
  }
}

function toSignIn(hasUsers: boolean, next: string) {
  if (!hasUsers) return redirect({ to: "/welcome" });
  return redirect({ to: "/login", search: next === "/" ? {} : { next } });
}

/** The store to open when the address names none. */
export async function homeStore(next: string): Promise<string> {
  const me = await requireMe(next);
  const last = localStorage.getItem(LAST_STORE);
  return me.stores.find((store) => store.id === last)?.id ?? me.storeId;
}

export function rememberStore(storeId: string): void {
  try {
    localStorage.setItem(LAST_STORE, storeId);
  } catch {
    // Without storage the default store opens next time.
  }
}
