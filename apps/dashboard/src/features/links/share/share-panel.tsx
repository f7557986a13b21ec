import type { Link as PaymentLink } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Mail, MessageCircle, MessageSquare, Share2 } from "lucide-react";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { CodeBlock } from "../../../ui/copy/code-block.tsx";
import { CopyButton } from "../../../ui/copy/copy.tsx";
import { Tabs } from "../../../ui/tabs.tsx";
import { linkMessages as m } from "../messages.ts";
import { embedCodes } from "./embed-code.ts";
import { LinkQr } from "./link-qr.tsx";

export interface SharePanelProps {
  readonly link: PaymentLink;
  /** The snippet counts as one way of connecting. */
  readonly onSnippetCopied?: () => void;
}

export function SharePanel({ link, onSnippetCopied }: SharePanelProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-2">
      <Card title={m.shareTitle}>
        <div className="grid gap-5">
          <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-sunken p-3.5">
            <code className="min-w-0 grow basis-48 font-mono text-sm break-all">{link.url}</code>
            <CopyButton value={link.url} what={m.link} wide />
          </div>
          <ShareButtons link={link} />
          <LinkQr url={link.url} name={link.slug} />
        </div>
      </Card>
      <EmbedCard link={link} {...(onSnippetCopied && { onSnippetCopied })} />
    </div>
  );
}

function ShareButtons({ link }: { readonly link: PaymentLink }) {
  const text = encodeURIComponent(`${link.title}: ${link.url}`);
  const className = buttonClass("secondary", "sm");
  const share = () => {
    // Closing the system's share dialog is no failure.
    void navigator.share({ title: link.title, url: link.url }).catch(() => undefined);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <a href={link.url} target="_blank" rel="noreferrer noopener" className={className}>
        <ExternalLink aria-hidden className="size-4" /> {m.tryIt}
      </a>
      {"share" in navigator && (
        <Button size="sm" icon={<Share2 aria-hidden className="size-4" />} onClick={share}>
          {m.send}
        </Button>
      )}
      <a href={`mailto:?subject=${encodeURIComponent(link.title)}&body=${text}`} className={className}>
        <Mail aria-hidden className="size-4" /> {m.mail}
      </a>
      <a href={`sms:?&body=${text}`} className={className}>
        <MessageSquare aria-hidden className="size-4" /> {m.sms}
      </a>
      <a href={`https://wa.me/?text=${text}`} target="_blank" rel="noreferrer noopener" className={className}>
        <MessageCircle aria-hidden className="size-4" /> {m.whatsapp}
      </a>
    </div>
  );
}

/** The fingerprint of the versioned script, computed here from the bytes that the gateway serves. */
async function integrityOf(version: string): Promise<string> {
  const answer = await fetch(`/widget/${version}/kaspa-pay.js`);
  if (!answer.ok) throw new Error(`widget ${answer.status}`);
  const digest = await crypto.subtle.digest("SHA-384", await answer.arrayBuffer());
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

function EmbedCard({ link, onSnippetCopied }: SharePanelProps) {
  const version = useQuery(useTRPC().market.serverInfo.queryOptions(undefined, { staleTime: 600_000 })).data
    ?.version;
  const integrity = useQuery({
    queryKey: ["widget-integrity", version],
    queryFn: () => integrityOf(version ?? ""),
    enabled: version !== undefined && "subtle" in crypto,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  }).data;
  const codes = embedCodes({
    url: link.url,
    slug: link.slug,
    title: link.title,
    version: version ?? "",
    integrity: integrity ?? null,
  });
  const names = ["script", "sri", "react", "iframe", "plain"] as const;
  return (
    <Card title={m.embed}>
      <Tabs
        label={m.embed}
        tabs={names.map((name) => {
          const code = codes[name];
          return {
            id: name,
            title: m.embedTabs[name],
            body:
              code === null ? (
                <p className="text-ink-3">{m.sriLoading}</p>
              ) : (
                <CodeBlock
                  code={code}
                  what="snippet"
                  {...(onSnippetCopied && { onCopied: onSnippetCopied })}
                />
              ),
          };
        })}
      />
    </Card>
  );
}
