import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../lib/format/formats.ts";
import { TimeText } from "../../ui/amounts.tsx";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { account } from "../account.ts";
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
  const mail = useQuery(account.market.setup.queryOptions()).data?.mailEnabled;
  return (
    <div className="grid gap-3">
      <p className="text-ink-2">{m.claimText}</p>
      <CodeBlock what={m.claimLink} code={url} />
      <p className="text-sm text-ink-3">
        {sentTo(email, mail)}
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

/** `mail`: whether this gateway sends any; undefined until that is known. */
function sentTo(email: string | null, mail: boolean | undefined): string | null {
  if (email === null) return m.notMailed;
  if (mail === undefined) return null;
  return mail ? m.mailedTo(email) : m.noMail(email);
}
