// The merchant's own wallet pays a refund or payout: by scan, by link, by an extension of this browser, and on the
// simulated network by the demo wallet. Nothing here proves a payment: the page waits for the chain.
import { useQuery } from "@tanstack/react-query";
import { FlaskConical, LoaderCircle, Smartphone } from "lucide-react";
import { kasExact } from "../../lib/format/money-text.ts";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Money } from "../../ui/amounts.tsx";
import { buttonClass } from "../../ui/button.tsx";
import { CopyButton, CopyText } from "../../ui/copy/copy.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { useStore } from "../store-context.ts";
import { BrowserWallets } from "./browser-wallets.tsx";
import { signingMessages as m } from "./messages.ts";
import type { SigningRequest } from "./signing-request.ts";

export function SigningPanel({ request }: { readonly request: SigningRequest }) {
  return (
    <section aria-label={m.title} className="grid gap-5">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-5">
        <figure className="mx-auto grid justify-items-center gap-2">
          <QrCode text={request.uri} label={m.qr} className="size-44" />
          <figcaption className="text-sm text-ink-3">{m.scan}</figcaption>
        </figure>
        <div className="grid min-w-0 grow basis-64 content-start gap-4">
          <Exact request={request} />
          <Ways request={request} />
        </div>
      </div>
      <BrowserWallets request={request} />
      <p role="status" className="flex items-center gap-2.5 border-t border-line pt-4 text-sm text-ink-2">
        <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-accent-ink" />
        {m.waiting}
      </p>
    </section>
  );
}

function Exact({ request: { amount, address } }: { readonly request: SigningRequest }) {
  return (
    <dl className="grid gap-3">
      <div className="grid gap-0.5">
        <dt className="text-sm text-ink-3">{m.amount}</dt>
        <dd className="flex flex-wrap items-center gap-1">
          <Money {...kasExact(amount)} className="text-xl font-semibold" />
          <CopyButton value={plainKas(amount)} what={m.amountWhat} />
        </dd>
        <dd className="text-sm text-ink-3">{m.exact}</dd>
      </div>
      <div className="grid gap-0.5">
        <dt className="text-sm text-ink-3">{m.address}</dt>
        <dd>
          <CopyText value={address} what={m.addressWhat} />
        </dd>
      </div>
    </dl>
  );
}

function Ways({ request: { uri } }: { readonly request: SigningRequest }) {
  const simulated = useStore().network === "simnet";
  const demo = useQuery(
    useTRPC().dashboard.signingWallet.queryOptions(undefined, {
      enabled: simulated,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  ).data?.demoWalletUrl;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {demo != null && (
        <a
          href={withQuery(demo, "uri", uri)}
          target="_blank"
          rel="noreferrer noopener"
          title={m.demoHint}
          className={buttonClass("primary")}
        >
          <FlaskConical aria-hidden className="size-4" /> {m.demo}
        </a>
      )}
      <CopyButton value={uri} what={m.link} wide />
      <a href={uri} className={buttonClass("quiet", "sm")}>
        <Smartphone aria-hidden className="size-4" /> {m.openWallet}
      </a>
    </div>
  );
}

function withQuery(url: string, name: string, value: string): string {
  const made = new URL(url);
  made.searchParams.set(name, value);
  return made.href;
}

/** Wallets take the sum without zeros at its end. */
const plainKas = (amount: string): string => amount.replace(/\.?0+$/, "");
