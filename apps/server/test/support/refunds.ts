// Refunds of a test's payment, and the pages of their claim links.
import type { Answer, Json } from "./http.ts";
import { kas, type TestPayment } from "./payment.ts";

/** A payment of 25 KAS that is confirmed. */
export async function confirmed(payment: TestPayment): Promise<TestPayment> {
  payment.pay();
  await payment.gateway.mine(12);
  return payment;
}

/** `POST /payments/:id/refunds`; the answer's body. @throws when it is refused */
export async function refund(payment: TestPayment, fields: Record<string, unknown> = {}): Promise<Json> {
  const { status, body } = await payment.merchant.call(
    "POST",
    `/api/v1/payments/${payment.id}/refunds`,
    fields,
  );
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The refund as its merchant reads it. */
export const readRefund = async ({ merchant }: TestPayment, { id }: Json): Promise<Json> =>
  (await merchant.call("GET", `/api/v1/refunds/${id}`)).body;

/** Sends the exact sum to the destination; the merchant says that it was theirs. The transaction's id. */
export async function payRefund(payment: TestPayment, { id }: Json): Promise<string> {
  const { gateway, merchant } = payment;
  const { address, amount } = await readRefund(payment, { id });
  const txId = await gateway.pay(address, kas(amount));
  const { status, body } = await merchant.call("POST", `/api/v1/refunds/${id}/attach`, { txId, index: 0 });
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return txId;
}

/** The claim page of a refund as a browser without scripts uses it. */
export function claimPages({ gateway }: Pick<TestPayment, "gateway">, claimUrl: string) {
  const path = new URL(claimUrl).pathname;
  return {
    path,
    token: path.replace("/claim/", ""),
    open: (): Promise<Answer> => gateway.call("GET", path),
    send: async (fields: Record<string, string>): Promise<Answer> => {
      const answer = await fetch(gateway.url + path, {
        method: "POST",
        redirect: "manual",
        headers: { connection: "close" },
        body: new URLSearchParams(fields),
      });
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    },
  };
}

/** The address of a page's forms, and the text in its field. */
export function formOf({ body }: Answer): { hidden: string[]; typed: string | null } {
  return {
    hidden: [...String(body).matchAll(/type="hidden" name="address" value="([^"]*)"/g)].map(
      ([, value]) => value ?? "",
    ),
    typed: /<textarea[^>]*>([^<]*)<\/textarea>/.exec(String(body))?.[1] ?? null,
  };
}
