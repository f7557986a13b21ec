// A page that pays out by the wallet that its user chooses, as the dashboard does.
import { discoverWallets, type Wallet, WalletError } from "@kaspa-pay/wallets";

const params = new URLSearchParams(location.search);
const transfer = {
  address: params.get("address") ?? "",
  sompi: BigInt(params.get("sompi") ?? "0"),
  network: "simnet",
} as const;

const list = document.createElement("ul");
const status = document.createElement("p");
status.setAttribute("role", "status");
document.body.append(list, status);

async function pay(wallet: Wallet): Promise<void> {
  try {
    const { txId } = await wallet.send(transfer);
    status.textContent = `sent ${txId}`;
  } catch (error) {
    status.textContent = error instanceof WalletError ? error.code : String(error);
  }
}

async function show(): Promise<void> {
  for (const wallet of await discoverWallets({ timeoutMs: 300 })) {
    const button = document.createElement("button");
    button.textContent = wallet.name;
    button.addEventListener("click", () => void pay(wallet));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
}

void show();
