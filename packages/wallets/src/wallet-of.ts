// The rules that hold for every wallet: right network first, exact sums, one question at a time, no endless wait.
import { MAX_SOMPI, shortKas } from "@kaspa-pay/core";
import type { Adapter } from "./adapters.ts";
import { readAnswer } from "./answer.ts";
import { ask } from "./provider.ts";
import { type Transfer, type Wallet, type WalletConnection, WalletError } from "./wallet.ts";

/** Makes a wallet of an adapter; each question to it may take `answerTimeoutMs`. */
export function walletOf(adapter: Adapter, answerTimeoutMs: number): Wallet {
  const { id, name, icon } = adapter;
  const question = { wallet: name, timeoutMs: answerTimeoutMs, paying: false };
  let busy = false;
  /** A second request would take the place of the first one in the wallet's window and leave that without an answer. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy) throw new WalletError("failed", `${name} has an open question already: answer it first.`);
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
  const connect = async (): Promise<WalletConnection> => {
    const address = await ask(question, () => adapter.account());
    if (typeof address !== "string" || !ADDRESS.test(address)) {
      throw new WalletError(
        "failed",
        `${name} shows no account to this page: open the wallet and choose one.`,
      );
    }
    return { address, network: networkOf(await ask(question, () => adapter.network()), address) };
  };
  return {
    id,
    name,
    ...(icon !== undefined && { icon }),
    connect: () => alone(connect),
    send: (transfer) =>
      alone(async () => {
        checkAmount(adapter, transfer);
        const { network } = await connect();
        if (network !== transfer.network) {
          throw new WalletError(
            "wrong_network",
            `${name} is on ${network}, this payment is on ${transfer.network}: switch the network in the wallet and try again.`,
            { network },
          );
        }
        const answer = await ask({ ...question, paying: true }, () => adapter.pay(transfer));
        return { txId: readAnswer(name, answer, transfer) };
      }),
  };
}

function checkAmount({ name, leastSompi, mostSompi }: Adapter, { sompi }: Transfer): void {
  if (sompi <= 0n || sompi > MAX_SOMPI) throw new WalletError("failed", "The amount is not possible.");
  if (sompi < leastSompi) {
    throw new WalletError("failed", `${name} sends no less than ${shortKas(leastSompi)} KAS.`);
  }
  if (sompi > mostSompi) {
    throw new WalletError(
      "failed",
      `${name} can be asked for at most ${shortKas(mostSompi)} KAS: use the QR code.`,
    );
  }
}

const ADDRESS = /^(kaspa|kaspatest|kaspadev|kaspasim):[a-z0-9]+$/;
/** What the prefix tells alone. `kaspatest` is several networks, so it never equals the one that is asked for. */
const BY_PREFIX: Record<string, string> = {
  kaspa: "mainnet",
  kaspatest: "testnet",
  kaspadev: "devnet",
  kaspasim: "simnet",
};

/** `kaspa_testnet_10` and `testnet-10` are one network; nodes write the second. */
function networkOf(told: unknown, address: string): string {
  if (typeof told === "string" && told !== "") {
    return told
      .toLowerCase()
      .replaceAll("_", "-")
      .replace(/^kaspa-/, "");
  }
  return BY_PREFIX[address.slice(0, address.indexOf(":"))] ?? "another network";
}
