// What the built client must do on every runtime. The gateway fails twice, creates, and then refuses.

/** @throws when anything is not as it must be */
export async function calls({ KaspaPay, ApiError, verifyRedirect, verifyWebhook }, baseUrl) {
  const client = new KaspaPay({ baseUrl, apiKey: "kp_test_1", retryDelayMs: 1 });
  const { id } = await client.payments.create({ amount: "5" });
  const refused = await client.payments.retrieve(id).catch((error) => error);
  const unsigned = await verifyWebhook({
    secret: `whsec_${btoa("s".repeat(32))}`,
    headers: {},
    body: "{}",
  }).catch((error) => error);
  const sig = "0".repeat(64);
  const url = `https://shop.example/?paymentId=${id}&status=confirmed&ts=1&sig=${sig}`;
  const forged = await verifyRedirect({ secret: "5f".repeat(32), url }).catch((error) => error);
  const seen = [id, refused instanceof ApiError, refused.code, unsigned.name, forged.name].join();
  if (seen !== "pay_1,true,not_found,MissingHeaderError,RedirectVerificationError") throw new Error(seen);
}
