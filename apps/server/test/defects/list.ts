// The defects that the tests have to catch (docs/spec/reliability.md#mutation-tests), each a patch of the same name
// beside this file, with the test that must fail and the invariant that it must name.

export interface Defect {
  /** Of the patch: `<name>.patch`. */
  readonly name: string;
  /** The defect in words. */
  readonly does: string;
  readonly catcher: Catcher;
  /** What the failing test has to say. */
  readonly says: RegExp;
}

export interface Catcher {
  readonly file: string;
  /** Only tests whose title matches. */
  readonly title?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const MODEL: Catcher = { file: "apps/server/test/model/model.test.ts", title: "M-07" };
const SENDING: Catcher = { file: "apps/server/test/model/model.test.ts", title: "M-06" };
const DEPOSITS: Catcher = { file: "apps/server/test/model/model.test.ts", title: "deposit accounts" };
const INTERLEAVING: Catcher = { file: "apps/server/test/model/interleaving.test.ts" };

export const DEFECTS: readonly Defect[] = [
  {
    name: "no-idempotency-row",
    does: "The idempotency row is not written",
    catcher: MODEL,
    says: /I1 one key, answered as|I1 .* was made by no order/,
  },
  {
    name: "delivered-before-sending",
    does: "A delivery is called delivered when it is claimed",
    catcher: MODEL,
    says: /I6 \S+ is called delivered and never came/,
  },
  {
    name: "events-after-commit",
    does: "Events are written from memory, after the commit",
    catcher: MODEL,
    says: /I5 /,
  },
  {
    name: "cursor-before-effects",
    does: "The cursor is committed before the effects of its page",
    catcher: MODEL,
    says: /I2 (I12 not stored|not put aside)/,
  },
  {
    name: "cursor-after-effects",
    does: "The cursor is committed after the effects, and (txid, index) is unique only within a block",
    catcher: MODEL,
    says: /I2 (\d+ rows ever for \d+ outputs|nobody's)/,
  },
  {
    name: "removed-blocks-ignored",
    does: "Blocks that left the chain take nothing back",
    catcher: MODEL,
    says: /I2 (I12 not on the chain|nobody's)/,
  },
  {
    name: "added-before-removed",
    does: "Added blocks are applied before removed ones",
    catcher: MODEL,
    says: /I2 (I12 not stored|not put aside)/,
  },
  {
    name: "gone-coin-is-a-revert",
    does: "A coin that the merchant swept is taken for a reorganisation",
    catcher: MODEL,
    says: /I2 (I12 not stored|not put aside)/,
  },
  {
    name: "money-from-the-mempool",
    does: "A mempool observation counts as money",
    catcher: MODEL,
    says: /I4 confirmed too early/,
  },
  {
    name: "zero-confirmations",
    does: "The first acceptance confirms",
    catcher: MODEL,
    says: /I4 confirmed too early/,
  },
  {
    name: "first-page-only",
    does: "Only the first page of the chain is pulled",
    catcher: MODEL,
    says: /I2 (I12 not stored|not put aside)|Liveness/,
  },
  {
    name: "no-epoch-check",
    does: "A page is written without asking whether this process still leads",
    catcher: { file: "apps/server/test/flows/crash.test.ts", title: "C-10 C-12" },
    says: /not_leader/,
  },
  {
    name: "no-version-check",
    does: "A payment is saved whatever happened to it since it was read",
    catcher: INTERLEAVING,
    says: /I5 |I8 |I12 /,
  },
  {
    name: "no-unique-sequence",
    does: "A payment is saved unchecked, and (payment, sequence) is not unique",
    catcher: INTERLEAVING,
    says: /I5 /,
  },
  {
    name: "expiry-by-the-wall-clock",
    does: "Payments expire by the wall clock, whatever the follower has read",
    catcher: MODEL,
    says: /I9 /,
  },
  {
    name: "address-index-by-max",
    does: "The next address index is max + 1, without a lock",
    catcher: INTERLEAVING,
    says: /I10 /,
  },
  {
    name: "new-id-per-retry",
    does: "Each retry of a webhook has a new id",
    catcher: MODEL,
    says: /I7 /,
  },
  {
    name: "new-bytes-per-retry",
    does: "Each retry of a webhook has new bytes",
    catcher: MODEL,
    says: /I7 \S+ came with another text/,
  },
  {
    name: "no-lease-on-claim",
    does: "A claimed delivery is not leased",
    catcher: { file: "apps/server/test/model/two-workers.test.ts" },
    says: /deliveries were sent, not/,
  },
  {
    name: "any-source-pays",
    does: "An output pays a refund or payout, whoever sent it",
    catcher: SENDING,
    says: /I14 (paid by|status) of \S+/,
  },
  {
    name: "refund-outlives-its-output",
    does: "A reorganisation takes nothing back from refunds and payouts",
    catcher: { file: "apps/server/test/flows/refunds.test.ts", title: "a reorganisation takes it back" },
    says: /awaiting_signature/,
  },
  {
    name: "refund-sum-before-the-lock",
    does: "What refunds of a payment take is summed before the payment is locked",
    catcher: { file: "apps/server/test/flows/parallel-refunds.test.ts", title: "50 refunds" },
    says: /expected \d+ to be less than or equal to 2500000000/,
  },
  {
    name: "deposit-outlives-its-block",
    does: "A deposit is not taken back when its block leaves the chain",
    catcher: DEPOSITS,
    says: /I2 block of deposit/,
  },
  {
    name: "deposit-keeps-its-depth",
    does: "A confirmed deposit that another block accepts stays confirmed, however new the block is",
    catcher: DEPOSITS,
    says: /I4 status of deposit \S+ confirmed, not confirming/,
  },
];
