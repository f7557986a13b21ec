import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { curlText } from "../../shared/show-curl.tsx";
import { isTest, useStore } from "../../shared/store-context.ts";
import { SubmitButton } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { onboardingMessages as m } from "./messages.ts";

const CALL = {
  method: "POST",
  path: "/payments",
  body: { amount: "25.00", currency: "KAS", orderId: "A-1001" },
} as const;

export interface ConnectProps {
  readonly linkId: string | null;
  readonly connected: boolean;
  /** The button that opens the endpoint form, drawn by the page. */
  readonly addWebhook: ReactNode;
}

/**
 * Three ways to connect a shop. The step completes when a delivery got 2xx, the snippet was copied, or it is skipped.
 */
export function Connect({ linkId, connected, addWebhook }: ConnectProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const link = useQuery(trpc.links.get.queryOptions({ id: linkId ?? "" }, { enabled: linkId !== null })).data;
  const markConnected = useMutation(
    trpc.dashboard.onboardingConnected.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.dashboard.onboarding.queryFilter()),
    }),
  );
  return (
    <div className="grid gap-5">
      <Tabs
        label={m.steps.connected}
        tabs={[
          {
            id: "webhook",
            title: m.connectTabs.webhook,
            body: (
              <div className="grid gap-4">
                <p className="text-ink-2">{m.webhookText}</p>
                <div>{addWebhook}</div>
              </div>
            ),
          },
          {
            id: "snippet",
            title: m.connectTabs.snippet,
            body: (
              <div className="grid gap-4">
                <p className="text-ink-2">{link === undefined ? m.needsLink : m.snippetText}</p>
                {link && (
                  <CodeBlock code={link.embedHtml} what="snippet" onCopied={() => markConnected.mutate()} />
                )}
              </div>
            ),
          },
          {
            id: "api",
            title: m.connectTabs.api,
            body: <ApiCall />,
          },
        ]}
      />
      {!connected && (
        <div>
          <SubmitButton
            variant="quiet"
            size="sm"
            className="-ms-3"
            busy={markConnected.isPending}
            onClick={() => markConnected.mutate()}
          >
            {m.skipConnect}
          </SubmitButton>
        </div>
      )}
    </div>
  );
}

function ApiCall() {
  const prefix = isTest(useStore()) ? "kp_test_" : "kp_live_";
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">{m.apiText}</p>
      <CodeBlock code={curlText(window.location.origin, CALL, prefix)} what="command" />
    </div>
  );
}
