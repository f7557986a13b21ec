import type { ReceiptHandlers } from "@kaspa-pay/api-contract/router";
import type { VerifyReceipt } from "./verify-receipt.ts";

export interface ReceiptHandlerDeps {
  readonly verifyReceipt: VerifyReceipt;
}

export function createReceiptHandlers({ verifyReceipt }: ReceiptHandlerDeps): ReceiptHandlers {
  return { verify: async (sent) => (await verifyReceipt(sent)).check };
}
