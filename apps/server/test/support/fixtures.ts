// Vitest fixtures around one gateway. A test names what it needs: `test("…", async ({ merchant, clock }) => …)`.
import type { SimControls } from "@kaspa-pay/kaspa-sim";
import { test as base } from "vitest";
import type { TestClock } from "./clock.ts";
import { startProcess, type TestGateway } from "./gateway.ts";
import { type Installation, type InstallationOptions, startInstallation } from "./installation.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Merchant } from "./merchant.ts";
import type { PriceServices } from "./price-services.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

export interface GatewayFixtures {
  /** What processes share; {@link startProcess} makes one. Its own process is only made by a test that names `gateway`. */
  readonly installation: Installation;
  /** A process that has read the chain. */
  readonly gateway: TestGateway;
  /** Controls of the simulated chain. Mining alone makes nobody read it: see {@link TestGateway.mine}. */
  readonly chain: SimControls;
  readonly clock: TestClock;
  readonly market: PriceServices;
  readonly mailbox: Mailbox;
  readonly receiver: WebhookReceiver;
  /** Owner of a store whose payments get an address each. */
  readonly merchant: Merchant;
  /** Owner of another store. */
  readonly otherMerchant: Merchant;
}

export interface FixtureOptions extends InstallationOptions {
  /** One gateway for the file (default), or a new one for each test. */
  readonly per?: "file" | "test";
  /** The merchant subscribes the receiver to all events, so that `payment.takeWebhooks()` works. */
  readonly webhooks?: boolean;
}

/** Makes the `test` function of a file. */
export function gatewayTest({ per = "file", webhooks = false, ...options }: FixtureOptions = {}) {
  const scope = { scope: per };
  return base.extend<GatewayFixtures>({
    installation: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixture's dependencies from the pattern.
      async ({}, use) => {
        const installation = await startInstallation(options);
        await use(installation);
        await installation.close();
      },
      scope,
    ],
    gateway: [
      async ({ installation }, use) => {
        const gateway = await startProcess(installation);
        await gateway.follow();
        await use(gateway);
      },
      scope,
    ],
    chain: [({ installation }, use) => use(installation.chain), scope],
    clock: [({ gateway }, use) => use(gateway.clock), scope],
    market: [({ gateway }, use) => use(gateway.market), scope],
    mailbox: [({ gateway }, use) => use(gateway.mailbox), scope],
    receiver: [
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixture's dependencies from the pattern.
      async ({}, use) => {
        const receiver = await startWebhookReceiver();
        await use(receiver);
        await receiver.close();
      },
      scope,
    ],
    merchant: [
      async ({ gateway, receiver }, use) => {
        const merchant = await gateway.signUp("merchant");
        if (webhooks) await merchant.subscribe(receiver);
        await use(merchant);
      },
      scope,
    ],
    otherMerchant: [async ({ gateway }, use) => use(await gateway.signUp("other")), scope],
  });
}
