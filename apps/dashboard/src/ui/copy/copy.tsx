import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { cx } from "../cx.ts";

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Plain http on a LAN has no clipboard API. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr-only";
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

export interface CopyButtonProps {
  readonly value: string;
  /** What is copied, for the accessible name: "Copy address". */
  readonly what: string;
  /** Shows the words beside the icon. */
  readonly wide?: boolean;
  readonly onCopied?: () => void;
  readonly className?: string;
}

export function CopyButton({ value, what, wide = false, onCopied, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void writeClipboard(value).then((done) => {
      setCopied(done);
      if (done) onCopied?.();
    });
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      onBlur={() => setCopied(false)}
      aria-label={`Copy ${what}`}
      title={`Copy ${what}`}
      className={cx(
        "inline-flex min-h-7 shrink-0 items-center justify-center gap-1.5 rounded-md text-sm font-medium text-ink-3 hover:bg-sunken hover:text-ink",
        wide ? "border border-line bg-surface px-3 py-1.5 text-ink-2" : "min-w-7",
        className,
      )}
    >
      <Icon aria-hidden className={cx("size-4", copied && "text-accent-ink")} />
      {wide && <span aria-hidden>{copied ? "Copied" : `Copy ${what}`}</span>}
      <span role="status" className="sr-only">
        {copied ? `${what} copied` : ""}
      </span>
    </button>
  );
}

export interface CopyTextProps {
  readonly value: string;
  readonly what: string;
  /** First and last six characters only; everything stays in the title and the clipboard. */
  readonly short?: boolean;
  readonly className?: string;
}

export function CopyText({ value, what, short = false, className }: CopyTextProps) {
  return (
    <span className={cx("inline-flex max-w-full items-center gap-1", className)}>
      <code className="min-w-0 font-mono text-[0.8125rem] break-all" title={short ? value : undefined}>
        {short ? shorten(value) : value}
      </code>
      <CopyButton value={value} what={what} />
    </span>
  );
}

/** `kaspa:qz7ulu…s7k3sz`: the scheme stays, six characters at each end. */
export function shorten(value: string): string {
  const at = value.indexOf(":") + 1;
  const rest = value.slice(at);
  return rest.length <= 15 ? value : `${value.slice(0, at)}${rest.slice(0, 6)}…${rest.slice(-6)}`;
}
