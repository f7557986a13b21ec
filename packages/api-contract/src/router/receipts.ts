import * as s from "../schemas/receipts.ts";
import { mutation } from "./answered.ts";
import { open, router } from "./base.ts";

export const receipts = router({
  // It changes nothing; a mutation, because a receipt is too large for a URL.
  verify: mutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/receipts/verify",
          status: 200,
          tag: "Receipts",
          summary: "Check a signed receipt, and whether it still holds",
          description:
            "Send the file that *Download signed receipt* gives; of `/receipt/:id.json` send these two fields, because nothing beside them is signed. 200 also for a receipt that is not valid: read `valid`, then `current`. To check without this gateway: the public keys are at `/.well-known/kaspa-pay/keys.json`, outside of `/api/v1`.",
          errors: [],
          cors: "any",
        },
        auth: { level: "open" },
      })
      .input(s.VerifyReceipt)
      .output(s.ReceiptCheck),
  ),
});
