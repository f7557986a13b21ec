import { Terminal } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/copy/code-block.tsx";
import { Dialog } from "../ui/overlay/dialog.tsx";
import { isTest, useStore } from "./store-context.ts";

export interface ApiCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body?: unknown;
}

/** The same call for a terminal; the key stays a placeholder. */
export function curlText(origin: string, { method, path, body }: ApiCall, keyPrefix: string): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const lines = [`curl ${quote(`${origin}/api/v1${path}`)}`, `-H 'Authorization: Bearer ${keyPrefix}…'`];
  if (method !== "GET") lines.splice(1, 0, `-X ${method}`);
  if (method === "POST") lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (body !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(body, null, 2))}`);
  }
  return lines.join(" \\\n  ");
}

/** Shows the API call that equals a screen. */
export function ShowCurl({ call }: { readonly call: ApiCall | (() => ApiCall) }) {
  const [shown, setShown] = useState<ApiCall | null>(null);
  const store = useStore();
  const open = () => setShown(typeof call === "function" ? call() : call);
  return (
    <>
      <Button variant="quiet" size="sm" icon={<Terminal aria-hidden className="size-4" />} onClick={open}>
        Show as curl
      </Button>
      {shown && (
        <Dialog title="The same by API" onClose={() => setShown(null)}>
          <CodeBlock
            what="command"
            code={curlText(window.location.origin, shown, isTest(store) ? "kp_test_" : "kp_live_")}
          />
        </Dialog>
      )}
    </>
  );
}
