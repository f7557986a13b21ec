/** Texts of the search box. */
export const searchMessages = {
  label: "Search",
  placeholder: "Search payments, links, ids, addresses",
  hint: "Paste whatever the customer sent: an id, an address, a transaction, an e-mail, an amount.",
  none: "Nothing found in this store.",
  failed: "Search did not answer.",
  secret: (kind: string) => `This looks like a ${kind}. It was not sent anywhere and has been removed.`,
  matched: (field: string) => `by ${field}`,
  kinds: {
    payment: "Payment",
    link: "Link",
    event: "Event",
    delivery: "Delivery",
    request: "API call",
    endpoint: "Webhook",
    transfer: "Transfer",
    unmatched: "Unmatched money",
  },
} as const;
