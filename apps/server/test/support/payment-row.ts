/** A row of `payments` as JSON for `jsonb_populate_record`: pending, and of no interest but for its ids. */
export function paymentRow(store: string, id: string, at: Date): string {
  const sums = [
    "threshold",
    "seen",
    "received",
    "credited",
    "confirmed",
    "missing",
    "top_up",
    "overpaid",
    "refunded",
  ];
  const flags = ["late_admitted", "was_confirmed", "was_expired", "confirmed_sent", "metadata_by_payer"];
  return JSON.stringify({
    ...Object.fromEntries(sums.map((sum) => [`${sum}_sompi`, 0])),
    ...Object.fromEntries(flags.map((flag) => [flag, false])),
    ...{ id, store_id: store, network: "simnet", status: "pending", version: 1, sequence: 2 },
    ...{
      price: {},
      quotes: [],
      policy: {},
      attention: [],
      refunds: [],
      items: [],
      metadata: {},
      open_attention: [],
    },
    ...{ created_at: at, expires_at: at, created_daa: 1, required_confirmations: 10, refund_status: "none" },
    ...{ address: "kaspasim:q", script: "script", address_mode: "xpub", currency: "KAS" },
  });
}
