/** Texts of the layout around every page. */
export const shellMessages = {
  skip: "Skip to content",
  mainNav: "Main",
  account: "Account",
  more: "More",
  docs: "Documentation",
  apiReference: "API reference",
  signOut: "Sign out",
  plainHttpTitle: "This gateway is reached without encryption",
  plainHttpText: (url: string) =>
    `${url} is plain http: passwords, sessions and API keys can be read on the way. Unless this is a private network, put a proxy with https in front.`,
  switchStore: (name: string) => `Store: ${name}. Switch store`,
  goLive: "Go live…",
  toTest: "Switch to the test store",
  toLive: "Switch to the live store",
  testStrip: "Test mode, simulated coins have no value",
  testnetStrip: "Test mode, testnet coins have no value",
  offline: "The server does not answer. The page shows the last known data and keeps trying.",
  reconnecting: "Reconnecting",
  nodeOk: "Node connected and up to date",
  nodeBehind: (seconds: string) => `Node is ${seconds} s behind`,
  nodeUnsynced: "Node is not synced: payments are found once it is",
  nodeAway: "Node does not answer: payments are found once it is back",
  nodeUnknown: "Node state unknown",
  nodeTitle: {
    unsynced: "The node is catching up",
    unavailable: "The node does not answer",
    unsupported: "The node's version is not supported",
    wrong_network: "The node serves another network",
  },
  nodeText:
    "Payments are found once it is back: no money is lost, and no payment expires in the meantime. Do not ship on waiting payments.",
  skewTitle: (seconds: string, ahead: boolean) =>
    `The chain's clock is ${seconds} s ${ahead ? "ahead of" : "behind"} this server's`,
  skewText:
    "One of them is wrong. No payment expires before both have passed its end, and times may be shown wrong. Check the time of the server, of its database and of the node.",
  gapTitle: "A part of the chain could not be read",
  gapText:
    "The node no longer had the blocks of a time without contact. Payments of that time were found by their unspent outputs; what stays unclear is under “Needs attention”.",
  lastRead: (when: string) => `Last block read ${when}.`,
  theme: "Theme",
  forbiddenTitle: "Your role cannot open this",
  forbiddenText: (permission: string, role: string) =>
    `This page needs the permission “${permission}”. Your role here is ${role}.`,
  keysTitle: "Keyboard",
  keyRows: [
    ["/", "Search"],
    ["g o", "Overview"],
    ["g p", "Payments"],
    ["g l", "Links"],
    ["g w", "Webhooks"],
    ["g s", "Settings"],
    ["n l", "New link"],
    ["j k", "Next and previous payment in a list"],
    ["Enter", "Open"],
    ["t", "Overview: figures as a table"],
    ["?", "This list"],
  ],
} as const;

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
