/** Texts that several features and the layout show. */
export const sharedMessages = {
  product: "kaspa-pay",
  networks: { mainnet: "Mainnet", "testnet-10": "Testnet 10", simnet: "Simulated network" },
  themes: { auto: "Auto", light: "Light", dark: "Dark" },
  notFoundTitle: "Page not found",
  notFoundText: "The page or object does not exist, or it belongs to another store.",
  noPayment: "No payment yet",
  newLink: "New link",
  toOverview: "To the overview",
  crashTitle: "This part stopped working",
  crashText: "The rest of the page is fine. Try again; if it stays, reload.",
} as const;
