// What other operations need: links, endpoints with deliveries, keys, sessions, a second store, and people whose sessions
// may end without ending the merchant's own.
import { bearer, HARMLESS_URL, NEW_PASSWORD, PASSWORD, type Preparing } from "./preparing.ts";

export async function prepareRest(preparing: Preparing): Promise<void> {
  await prepareLinks(preparing);
  await prepareWebhooks(preparing);
  await prepareSettings(preparing);
  await prepareDeposits(preparing);
  await preparePeople(preparing);
  const { call, person, ready } = preparing;
  const { data } = await call("GET", "/events", undefined, person.key);
  for (const { id } of data) ready("events.get", { id });
  const order = { amount: "5", currency: "KAS", metadata: { cart: "77" } };
  ready("payments.create", order, "key");
  ready("payments.create", { ...order, orderId: "A 1002" }, "key");
  ready("market.price", { currency: "USD" });
  ready("market.rates", { base: "KAS", quote: "USD" });
  ready("market.network", { network: "simnet" });
}

async function prepareLinks({ call, person, ready }: Preparing): Promise<void> {
  const title = "Tea";
  const made = () => call("POST", "/links", { title, amount: "5" }, person.key);
  const [kept, removed] = [await made(), await made()];
  ready("links.create", { title, amount: "5" });
  ready("links.create", { title: "Coffee", amount: "4" });
  ready("links.get", { id: kept.id });
  ready("links.getPublic", { slug: kept.slug });
  ready("links.update", { id: kept.id, description: "green" });
  ready("links.remove", { id: removed.id });
  ready("payments.create", { paymentLinkSlug: kept.slug, customerEmail: "payer@example.com" }, {});
}

async function prepareWebhooks({ call, person, ready }: Preparing): Promise<void> {
  const made = () => call("POST", "/webhooks", { url: HARMLESS_URL }, person.key);
  const [kept, rotated, removed, other] = [await made(), await made(), await made(), await made()];
  await call("POST", `/webhooks/${rotated.id}/rotate-secret`, {}, person.key);
  await call("POST", `/webhooks/${kept.id}/test`, {}, person.key);
  await call("POST", "/payments", { amount: "5" }, person.key);
  ready("webhooks.create", { url: HARMLESS_URL }, "key");
  ready("webhooks.create", { url: HARMLESS_URL, events: ["payment.*"] }, "key");
  ready("webhooks.remove", { id: removed.id }, "key");
  ready("webhooks.finishRotation", { id: rotated.id }, "key");
  ready("webhooks.resendFailed", { id: kept.id, since: kept.createdAt });
  for (const operation of ["get", "update", "rotateSecret", "test", "listEndpointDeliveries"])
    ready(`webhooks.${operation}`, { id: kept.id });
  ready("webhooks.rotateSecret", { id: other.id });
  const { data } = await call("GET", `/webhooks/${kept.id}/deliveries`, undefined, person.key);
  for (const { id } of data) {
    ready("webhooks.getDelivery", { id });
    ready("webhooks.resendDelivery", { id });
  }
}

async function prepareSettings({ call, person, ready }: Preparing): Promise<void> {
  const spare = await call("POST", "/api-keys", { name: "Spare" }, person.token);
  const second = await call("POST", "/stores", { name: "Second", network: "simnet" }, person.token);
  ready("apiKeys.create", { name: "Cash desk" }, "session");
  ready("apiKeys.create", { name: "Warehouse", scopes: ["payments:read"] }, "session");
  ready("apiKeys.revoke", { id: spare.id }, "session");
  ready("settings.redirectSecret", {}, "session");
  ready("settings.callbackSecret", {}, "key");
  ready("settings.rotateCallbackSecret", {}, "key");
  ready("settings.finishCallbackRotation", {}, "key");
  ready("settings.update", { autoRedirectSeconds: 10 });
  ready("stores.create", { name: "Third", network: "simnet" });
  ready("stores.create", { name: "Fourth", network: "simnet" });
  ready("stores.update", { id: second.id, name: "Renamed" });
}

async function prepareDeposits({ driver, call, person, ready }: Preparing): Promise<void> {
  await call("PATCH", "/deposit-settings", { enabled: true }, person.key);
  const account = await call("POST", "/deposit-accounts", { externalUserId: "user-1" }, person.key);
  ready("deposits.updateSettings", { enabled: true, minimum: "5" });
  ready("deposits.createAccount", { externalUserId: "user-2" });
  ready("deposits.createAccount", { externalUserId: "user-3" });
  ready("deposits.getAccount", { id: account.id });
  ready("deposits.updateAccount", { id: account.id, label: "Alice" });
  driver.controls.pay({ address: account.address, sompi: 700_000_000n, mine: true });
  await driver.settle();
  const { data } = await call("GET", "/deposits", undefined, person.key);
  for (const { id } of data) ready("deposits.get", { id });
  const stores = await call("GET", "/stores", undefined, person.token);
  for (const { id } of stores.data) ready("stores.getPublic", { id }, {});
}

async function preparePeople({ driver, call, person, ready, signUp }: Preparing): Promise<void> {
  const login = { email: person.email, password: PASSWORD };
  const { token: over } = await call("POST", "/auth/login", login);
  ready("auth.logout", {}, bearer(over));
  ready("auth.login", login, {});
  ready("auth.stepUp", { password: PASSWORD }, "session");
  const stranger = `new-${person.email}`;
  ready("auth.register", { email: stranger, password: PASSWORD, name: "Shop", network: "simnet" }, {});
  ready("auth.forgotPassword", { email: person.email }, {});

  const [forgetful, careful] = [await signUp(), await signUp()];
  await call("POST", "/auth/password/forgot", { email: forgetful.email });
  const token = await driver.resetToken(forgetful.email);
  ready("auth.resetPassword", { token, newPassword: NEW_PASSWORD }, {});
  await call("POST", "/auth/login", { email: careful.email, password: PASSWORD });
  const { data } = await call("GET", "/auth/sessions", undefined, careful.token);
  const other = data.find(({ current }: { current: boolean }) => !current);
  ready("auth.endSession", { id: other.id }, bearer(careful.token));
  const change = { password: PASSWORD, newPassword: NEW_PASSWORD };
  ready("auth.changePassword", change, bearer(careful.token));
  ready("auth.endOtherSessions", {}, bearer(forgetful.token));
}
