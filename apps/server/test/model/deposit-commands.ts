// Commands of a merchant with deposit accounts and of the customers who pay into them.
import fc from "fast-check";
import { mine } from "./chain-commands.ts";
import { assertHolds, type Command, command } from "./command.ts";
import { DEPOSIT_DEPTH } from "./deposits.ts";
import type { DepositAccount } from "./expected.ts";
import type { Model } from "./model.ts";
import { pick, type StoreRun } from "./store-run.ts";

const MAX_ACCOUNTS = 3;
const MINIMUM = 500_000_000n;
const choice = fc.nat(2);

/** The first account comes with the rules; the same customer again gets the same address. */
async function openOne(model: Model, run: StoreRun, user: number): Promise<void> {
  const body = { externalUserId: `customer-${user}` };
  const answer = await run.store.call("POST", "/deposit-accounts", body);
  const { address, created } = answer.body;
  const known = model.accounts[user];
  assertHolds(
    answer.status === 201 && created === (known === undefined),
    () => `I10 account of customer ${user} answered ${JSON.stringify(answer)}`,
  );
  assertHolds(
    model.accounts.every((account, place) => (account.address === address) === (place === user)),
    () => `I10 ${address} of customer ${user} is another one's`,
  );
  if (known === undefined) model.accounts.push({ address, deposits: new Map() });
}

const open = choice.map((user) =>
  command(`open account(${user})`, (model, run) =>
    openOne(model, run, Math.min(user, model.accounts.length, MAX_ACCOUNTS - 1)),
  ),
);

/** Enough, one sompi too little, or dust; in one or two outputs. */
const deposit = fc
  .record({
    who: choice,
    sompi: fc.constantFrom(MINIMUM, MINIMUM * 3n, MINIMUM - 1n, 1_000_000n),
    parts: fc.constantFrom(1, 1, 2),
    blocks: fc.constantFrom(0, 1, 4),
  })
  .map(({ who, sompi, parts, blocks }) =>
    command(`deposit(${who}, ${sompi}${parts > 1 ? " in two" : ""}, +${blocks})`, async (model, run) => {
      const account = pick(model.accounts, who);
      if (account === undefined) return;
      const { txIds } = run.tested.gateway.chain.pay({ address: account.address, sompi, parts, mine: false });
      for (const txId of txIds) run.sentOut.add(txId);
      mine(run, blocks);
    }),
  );

/** Counts for outputs that the gateway reads from now on. */
const minimum = fc.constantFrom(null, "5", "15").map((kas) =>
  command(`minimum(${kas})`, async (model, run) => {
    const { status } = await run.store.call("PATCH", "/deposit-settings", { minimum: kas });
    assertHolds(status === 200, () => `the minimum ${kas} answered ${status}`);
    model.depositMinimum = BigInt(kas ?? 0) * 100_000_000n;
  }),
);

/** The merchant moves money away: never a revert. */
const sweep = choice.map((who) =>
  command(`sweep deposit(${who})`, async (model, run) => {
    const { chain } = run.tested.gateway;
    const outputs = pick(model.accounts, who);
    const coin = outputs && unspent(outputs, run);
    if (coin === undefined) return;
    chain.spend({ outpoint: { transactionId: coin.txId, index: coin.index } });
    run.swept.add(`${coin.txId}:${coin.index}`);
    mine(run, 1);
  }),
);

const unspent = ({ address }: DepositAccount, { tested, swept }: StoreRun) =>
  tested.gateway.chain
    .truth(address)
    .outputs.find(({ txId, index, spent }) => spent === null && !swept.has(`${txId}:${index}`));

export const depositCommands: fc.Arbitrary<Command>[] = [
  ...[open, open, deposit, deposit, deposit, deposit, minimum, sweep],
];

/** The store takes deposits, and has a customer. */
export const takeDeposits: Command = command("take deposits", async (model, run) => {
  const rules = { enabled: true, requiredConfirmations: DEPOSIT_DEPTH };
  const { status } = await run.store.call("PATCH", "/deposit-settings", rules);
  assertHolds(status === 200, () => `the deposit settings answered ${status}`);
  await openOne(model, run, 0);
});
