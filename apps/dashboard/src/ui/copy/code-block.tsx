import { CopyButton } from "./copy.tsx";

export interface CodeBlockProps {
  readonly code: string;
  readonly what: string;
  readonly onCopied?: () => void;
}

/** Text to copy, scrolled inside its own box and reachable by keyboard. */
export function CodeBlock({ code, what, onCopied }: CodeBlockProps) {
  return (
    <div className="relative min-w-0 rounded-xl border border-line bg-sunken">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto p-4 pe-14 font-mono text-[0.8125rem] leading-relaxed whitespace-pre-wrap"
      >
        {code}
      </pre>
      <CopyButton
        value={code}
        what={what}
        {...(onCopied && { onCopied })}
        className="absolute end-2 top-2 bg-surface"
      />
    </div>
  );
}
