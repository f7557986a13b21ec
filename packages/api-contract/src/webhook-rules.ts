// Rules for everybody who receives webhooks (docs/spec/webhooks.md#order-and-repeats). The guide, the samples and the
// document use these words; a test compares them.

/** How to act on what comes. */
export const RECEIVER_RULE =
  "Remember `webhook-id` and skip what you have handled. Act on the state in `data.payment`: ship once when `data.payment.status` is `confirmed`, whatever the event's name. Never go back to a lower `sequence`.";

/** What the number of an event is. */
export const SEQUENCE_RULE =
  "`sequence` rises with every event of one payment, its refunds included, and of one deposit. It is not gapless for a subscriber: events that an endpoint does not get are counted too. It is null where an event is about neither: `payout.*` (compare `data.payout.version`), `webhook.test` and every other test event, `webhook.disabled`, `link.*` and `wallet.changed`.";

/** In which order events come. */
export const ORDER_RULE =
  "Events of one payment go to one endpoint in order as long as each is accepted: the next is not sent before the first attempt of the one before has ended. One that failed is tried again later and holds nothing back. Events of one deposit may come in any order: compare their `sequence`.";

/** What the wildcards leave out. */
export const WILDCARD_RULE =
  "`*` and `payment.*` bring every event but `payment.updated`, which repeats each change: only endpoints that name it get it.";

/** How a resend is recognised. */
export const RESEND_RULE =
  "A delivery that is sent again by hand keeps its `webhook-id` and its body and has the header `X-KP-Resend: true`: a receiver that remembers ids ignores it, unless you let that header through.";

/** With which key the older header is made, and when that key changes. */
export const KASPAY_SIGNATURE_RULE =
  "`X-KasPay-Signature` is the lower-case hex HMAC-SHA256 of the raw body. Its key is the whole secret as text, `whsec_` included, not the decoded bytes. It holds one value: while a rotation is not finished, that of the old secret.";

/** What is different for the flat form. */
export const FLAT_RULE =
  "The flat body has neither a status nor a `sequence`: subscribe to `payment.completed` alone and ship once per `payment_id`.";
