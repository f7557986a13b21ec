import { discoverWallets, type Wallet, WalletError } from "@kaspa-pay/wallets";
import { Wallet as WalletIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, SubmitButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/card.tsx";
import { sharedMessages } from "../messages.ts";
import { signingMessages as m } from "./messages.ts";
import type { SigningRequest } from "./signing-request.ts";

/** What the last question to a wallet came to. */
type Outcome =
  | { readonly kind: "asking"; readonly name: string }
  | { readonly kind: "told"; readonly name: string }
  | { readonly kind: "failed"; readonly text: string; readonly mayHavePaid: boolean };

/** A button for each wallet of this browser. After an answer that leaves open whether money moved, they are locked. */
export function BrowserWallets({ request }: { readonly request: SigningRequest }) {
  const wallets = useWallets();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (wallets.length === 0) return null;
  const send = async (wallet: Wallet) => {
    setOutcome({ kind: "asking", name: wallet.name });
    const { address, amountSompi, network } = request;
    try {
      await wallet.send({ address, sompi: BigInt(amountSompi), network });
      setOutcome({ kind: "told", name: wallet.name });
    } catch (error) {
      setOutcome(failed(error, wallet.name, request));
    }
  };
  const locked = outcome?.kind === "asking" || outcome?.kind === "told" || outcome?.mayHavePaid === true;
  return (
    <section aria-label={m.inBrowser} className="grid gap-3">
      <h3 className="text-sm font-medium text-ink-2">{m.inBrowser}</h3>
      <div className="flex flex-wrap gap-2">
        {wallets.map((wallet) => (
          <SubmitButton
            key={wallet.id}
            disabled={locked}
            icon={<Icon wallet={wallet} />}
            onClick={() => void send(wallet)}
          >
            {m.payWith(wallet.name)}
          </SubmitButton>
        ))}
      </div>
      {outcome && <OutcomeNotice outcome={outcome} onAgain={() => setOutcome(null)} />}
    </section>
  );
}

function useWallets(): readonly Wallet[] {
  const [wallets, setWallets] = useState<readonly Wallet[]>([]);
  useEffect(() => {
    let wanted = true;
    void discoverWallets().then((found) => {
      if (wanted) setWallets(found);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return wallets;
}

/** The wallet's own picture: a hint for the eye only, drawn by the browser as an image. */
function Icon({ wallet: { icon } }: { readonly wallet: Wallet }) {
  if (icon === undefined) return <WalletIcon aria-hidden className="size-4" />;
  return <img src={icon} alt="" className="size-4 rounded-sm" />;
}

function OutcomeNotice({ outcome, onAgain }: { readonly outcome: Outcome; readonly onAgain: () => void }) {
  if (outcome.kind === "asking") return <Notice tone="blue">{m.asking(outcome.name)}</Notice>;
  if (outcome.kind === "told") return <Notice tone="green">{m.told(outcome.name)}</Notice>;
  if (!outcome.mayHavePaid) {
    return (
      <Notice tone="red" urgent>
        {outcome.text}
      </Notice>
    );
  }
  return (
    <Notice
      tone="amber"
      urgent
      title={outcome.text}
      action={
        <Button size="sm" onClick={onAgain}>
          {m.checked}
        </Button>
      }
    >
      {m.mayHavePaid}
    </Notice>
  );
}

function failed(error: unknown, name: string, { network }: SigningRequest): Outcome {
  if (!(error instanceof WalletError)) {
    return { kind: "failed", text: m.errors.failed(name), mayHavePaid: true };
  }
  const networks = { is: error.network ?? m.unknownNetwork, needed: sharedMessages.networks[network] };
  const text = m.errors[error.code](name, networks);
  const own = error.code === "failed" ? ` ${error.message}` : "";
  return { kind: "failed", text: `${text}${own}`, mayHavePaid: error.mayHavePaid };
}
