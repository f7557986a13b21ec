import type { WalletErrorCode } from "@kaspa-pay/wallets";

/** Texts around a transaction that the merchant's own wallet signs. */
export const signingMessages = {
  title: "Sign with your wallet",
  hint: "Your own wallet sends the money. The gateway holds no key; it finds the transaction on the chain by itself.",
  qr: "QR code for your wallet: address and exact sum",
  scan: "Scan with your phone",
  link: "payment link",
  openWallet: "Open wallet app",
  amount: "Exact sum",
  amountWhat: "exact sum",
  exact: "Send exactly this sum: the gateway recognises your transaction by it.",
  address: "To",
  addressWhat: "address",
  demo: "Pay with the demo wallet",
  demoHint: "Opens the simulated wallet of this store in a new tab.",
  inBrowser: "Wallets in this browser",
  payWith: (name: string) => `Pay with ${name}`,
  asking: (name: string) => `Answer in ${name}. Its window may be behind this one.`,
  waiting: "Waiting for the transaction. This page changes by itself.",
  told: (name: string) => `${name} says that it was sent. The gateway now looks for it on the chain.`,
  mayHavePaid:
    "The money may be on its way. Wait for it here, and look into your wallet before you send again.",
  checked: "Nothing was sent: try again",
  errors: {
    not_installed: (name: string) =>
      `${name} is not in this browser any more. Reload the page, or use another way to pay.`,
    rejected: (name: string) => `You said no in ${name}. Nothing was sent.`,
    wrong_network: (name: string, { is, needed }: { is: string; needed: string }) =>
      `${name} is on ${is}, and this needs ${needed}. Change the network in the wallet. Nothing was sent.`,
    wrong_amount: (name: string) =>
      `${name} reports another sum or another address. Look at the transaction in the wallet.`,
    silent: (name: string) => `${name} did not answer in time. Its window may still be open.`,
    failed: (name: string) => `${name} could not do it.`,
  } satisfies Record<
    WalletErrorCode,
    (name: string, networks: { readonly is: string; readonly needed: string }) => string
  >,
  unknownNetwork: "another network",
  claimText:
    "Send this link to the payer. It works once, and whoever has it can say where the money goes: treat it as a secret.",
  claimLink: "claim link",
  mailedTo: (email: string) => `Mailed to ${email}.`,
  noMail: (email: string) => `This gateway sends no mail: send the link to ${email} yourself.`,
  notMailed: "No e-mail address is known: send the link yourself.",
  until: "Until",
} as const;
