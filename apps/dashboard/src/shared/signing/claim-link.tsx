import { useFormats } from "../../lib/format/formats.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { signingMessages as m } from "./messages.ts";

export interface ClaimLinkProps {
  readonly url: string;
  /** Got the link. */
  readonly email: string | null;
  readonly expiresAt: string | null;
}

/** The link at which the payer of a refund names the address. */
export function ClaimLink({ url, email, expiresAt }: ClaimLinkProps) {
  const { onDate } = useFormats();
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{m.claimText}</p>
      <CodeBlock what={m.claimLink} code={url} />
      <p className="text-sm text-ink-3">
        {email === null ? m.notMailed : m.mailedTo(email)}
        {expiresAt !== null && (
          <>
            {" "}
            {m.until} <TimeText {...onDate(expiresAt)} />.
          </>
        )}
      </p>
    </div>
  );
}
