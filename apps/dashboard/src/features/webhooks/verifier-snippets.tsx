import go from "../../../../../examples/samples/go/verify-webhook.go?raw";
import node from "../../../../../examples/samples/node/verify-webhook.mjs?raw";
import php from "../../../../../examples/samples/php/verify-webhook.php?raw";
import python from "../../../../../examples/samples/python/verify-webhook.py?raw";
import { RECEIVER_RULE } from "../../lib/forms/contract.ts";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { webhookMessages as m } from "./messages.ts";

const SAMPLES: Readonly<Record<string, string>> = { "Node.js": node, Python: python, PHP: php, Go: go };
const PLACEHOLDER = /whsec_(?:…|\.{3})/;

/** The shortest receiver in four languages, with the secret filled in while it is shown. */
export function VerifierSnippets({ secret }: { readonly secret: string }) {
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold">{m.verifier}</h3>
      <p className="text-sm text-ink-2">{RECEIVER_RULE.replaceAll("`", "")}</p>
      <Tabs
        label={m.verifier}
        tabs={Object.entries(SAMPLES).map(([title, code]) => ({
          id: title,
          title,
          body: <CodeBlock what={`${title} sample`} code={code.replace(PLACEHOLDER, secret)} />,
        }))}
      />
    </section>
  );
}
