// Commands of a merchant who sends money back and out, of the payer who claims it, and of the wallet that signs.
import fc from "fast-check";
import { freshAddress } from "../support/addresses.ts";
import { mine } from "./chain-commands.ts";
import { assertHolds, type Command, command } from "./command.ts";
import { createOne } from "./create-command.ts";
import type { Request } from "./expected.ts";
import { isLive } from "./model.ts";
import { choose, refundsOf, statusOf } from "./money-out.ts";
import { followChain, pick, type StoreRun } from "./store-run.ts";

const MAX_REQUESTS = 4;
const MINIMUM = 20_000_000n;
const choice = fc.nat(3);

// biome-ignore lint/suspicious/noExplicitAny: a JSON answer of the API, whose parts the model compares.
type Body = any;

function opened(kind: Request["kind"], body: Body, payment: Request["payment"]): Request {
  return {
    ...{ kind, id: body.id, payment, sompi: BigInt(body.amountSompi), depth: body.requiredConfirmations },
    claimToken: body.claimUrl?.split("/claim/")[1] ?? null,
    address: kind === "refund" ? body.address : body.recipientAddress,
    ...{ approved: kind === "refund", canceled: false, arrivals: new Map(), paidBy: null },
  };
}

/** Everything that is left, or a sum; sent twice under one key it is one refund. */
const refund = fc
  .record({ who: choice, sompi: fc.constantFrom(null, 300_000_000n, 10_000_000n), named: fc.boolean() })
  .map(({ who, sompi, named }) =>
    command(`refund(${who}, ${sompi ?? "full"}${named ? ", address" : ""})`, async (model, run) => {
      const payment = pick(model.payments, who);
      if (payment === undefined || model.requests.length === MAX_REQUESTS) return;
      // Only money that is deep enough goes back.
      const deep = [...payment.coins.values()].filter((coin) => isLive(coin) && coin.deep);
      const rest = deep.reduce((sum, { sompi }) => sum + sompi, 0n) - refundsOf(model.requests, payment).open;
      const wanted = sompi ?? rest;
      const allowed = rest >= MINIMUM && wanted >= MINIMUM && wanted <= rest;
      const amount = sompi === null ? "full" : `${Number(sompi) / 100_000_000}`;
      const destination = named ? await freshAddress() : undefined;
      const path = `/payments/${payment.id}/refunds`;
      const key = `refund-${model.requests.length}-${run.tested.gateway.clock.now()}`;
      const answer = await run.store.call("POST", path, { amount, destination }, key);
      assertHolds(
        (answer.status === 201) === allowed,
        () => `I15 a refund of ${wanted} with ${rest} left answered ${JSON.stringify(answer)}`,
      );
      if (!allowed) return;
      const again = await run.store.call("POST", path, { amount, destination }, key);
      assertHolds(again.body.id === answer.body.id, () => "I1 one key made two refunds");
      assertHolds(
        answer.body.amountSompi === `${wanted}`,
        () => `I15 ${answer.body.amountSompi} of ${wanted}`,
      );
      model.requests.push(opened("refund", answer.body, payment));
      run.sendings++;
    }),
  );

const payout = fc.constantFrom("1", "2.5").map((amount) =>
  command(`payout(${amount})`, async (model, run) => {
    if (model.requests.length === MAX_REQUESTS) return;
    const body = { amount, recipientAddress: await freshAddress() };
    const answer = await run.store.call("POST", "/payouts", body);
    assertHolds(answer.status === 201, () => `payout answered ${JSON.stringify(answer)}`);
    model.requests.push(opened("payout", answer.body, null));
    run.sendings++;
  }),
);

async function act(
  run: StoreRun,
  request: Request,
  name: string,
  { allowed, done }: { allowed: boolean; done: boolean },
  body: object = {},
) {
  const path = `/${request.kind}s/${request.id}/${name}`;
  const { status } = await run.store.call("POST", path, body);
  assertHolds(
    (status === 200) === allowed,
    () => `I14 ${name} of ${request.id} (${statusOf(request)}) answered ${status}`,
  );
  // What was done already leaves no second audit row.
  if (allowed && !done) run.sendings++;
  return allowed;
}

const approve = choice.map((who) =>
  command(`approve(${who})`, async (model, run) => {
    const request = pick(
      model.requests.filter(({ kind }) => kind === "payout"),
      who,
    );
    if (request === undefined) return;
    if (await act(run, request, "approve", { allowed: !request.canceled, done: request.approved }))
      request.approved = true;
  }),
);

const WAITS = new Set(["awaiting_approval", "awaiting_destination", "awaiting_signature", "canceled"]);

const cancel = choice.map((who) =>
  command(`cancel sending(${who})`, async (model, run) => {
    const request = pick(model.requests, who);
    if (request === undefined) return;
    if (await act(run, request, "cancel", { allowed: WAITS.has(statusOf(request)), done: request.canceled }))
      request.canceled = true;
  }),
);

/** The first claim counts, the second one with another address is refused. */
const claim = choice.map((who) =>
  command(`claim(${who})`, async (model, run) => {
    const request = pick(
      model.requests.filter(({ claimToken }) => claimToken !== null),
      who,
    );
    if (request === undefined) return;
    const address = await freshAddress();
    const answer = await run.store.call("POST", `/claims/${request.claimToken}`, { address });
    const allowed = statusOf(request) === "awaiting_destination";
    assertHolds((answer.status === 200) === allowed, () => `I14 claim answered ${JSON.stringify(answer)}`);
    if (!allowed) return;
    request.address = address;
    request.sompi = BigInt(answer.body.amountSompi);
    run.sendings++;
  }),
);

/** The store's wallet or somebody else sends the exact sum; with too few coins the wallet sends nothing. */
const send = fc
  .record({ who: choice, stranger: fc.constantFrom(false, false, true), blocks: fc.constantFrom(1, 1, 4) })
  .map(({ who, stranger, blocks }) =>
    command(`${stranger ? "a stranger sends" : "sign"}(${who}, +${blocks})`, async (model, run) => {
      const request = pick(
        model.requests.filter(({ address }) => address !== null),
        who,
      );
      if (request === undefined || request.address === null || run.store.account === null) return;
      const { chain } = run.tested.gateway;
      const paid = { address: request.address, sompi: `${request.sompi}` };
      try {
        const { txIds } = stranger
          ? chain.pay({ ...paid, mine: false })
          : chain.payFrom({ ...paid, account: run.store.account });
        for (const txId of txIds) run.sentOut.add(txId);
        if (!stranger) for (const txId of txIds) run.signed.add(txId);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
      mine(run, blocks);
    }),
  );

/** The merchant says that an output of unknown origin is his. */
const attach = choice.map((who) =>
  command(`attach out(${who})`, async (model, run) => {
    const request = pick(
      model.requests.filter(({ arrivals }) => arrivals.size > 0),
      who,
    );
    const arrival = request && pick([...request.arrivals.values()], who);
    if (request === undefined || arrival === undefined) return;
    const [txId = "", index] = arrival.outpoint.split(":");
    const isDone = request.paidBy === arrival.outpoint || (arrival.counts && !run.signed.has(txId));
    const fits = !request.canceled && arrival.acceptedIn !== null && request.paidBy === null;
    if (
      !(await act(
        run,
        request,
        "attach",
        { allowed: isDone || fits, done: isDone },
        { txId, index: Number(index) },
      ))
    )
      return;
    arrival.counts = true;
    choose(request, arrival.outpoint);
  }),
);

export const moneyOutCommands: fc.Arbitrary<Command>[] = [
  ...[refund, refund, refund, payout, claim, approve, cancel, send, send, send, attach],
];

/** Two payments whose money the gateway has seen: there is something to send. */
export const earn: Command = command("earn", async (model, run) => {
  const order = { amount: "25", currency: "KAS", depth: 3, deaths: [], tries: 1 } as const;
  for (const share of [1n, 2n]) {
    await createOne(model, run, order);
    const payment = model.payments.at(-1);
    if (payment === undefined) throw new Error("no payment");
    const sompi = payment.price * share;
    const { txIds } = run.tested.gateway.chain.pay({ address: payment.address, sompi, mine: false });
    for (const txId of txIds) run.sent.set(txId, { payment, sompi });
  }
  mine(run, 5);
  await followChain(model, run);
});
