/** Texts of the step from simulated to real money. */
export const goLiveMessages = {
  title: "Go live",
  text: "This store runs on the simulated network. A live store is a separate store, with its own wallet, keys and endpoints.",
  https: "Public address with https",
  httpsText: (url: string) => `Now ${url}. The operator sets KP_PUBLIC_URL.`,
  node: "A mainnet node",
  nodeText: "The operator sets KASPA_NODES_MAINNET.",
  wallet: "Your wallet",
  walletText: "Asked for next: an account public key or one address.",
  webhook: "Your webhook",
  webhookText: "Endpoints and keys of the test store are not copied.",
  name: "Name of the live store",
  later: "Not now",
  action: "Make the live store",
} as const;
