import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "../button.tsx";
import { Notice } from "../card.tsx";
import { Check } from "../field.tsx";
import { CopyButton } from "./copy.tsx";

export interface SecretPanelProps {
  readonly title: string;
  readonly text: string;
  readonly value: string;
  readonly what: string;
  readonly onDone: () => void;
  readonly done?: string;
}

/** Shown once: the value lives in the caller's component state only and is gone when this closes. */
export function SecretPanel({ title, text, value, what, onDone, done = "Continue" }: SecretPanelProps) {
  const [saved, setSaved] = useState(false);
  return (
    <div className="grid gap-4">
      <Notice tone="amber" icon={<KeyRound aria-hidden className="size-5" />} title={title}>
        {text}
      </Notice>
      <div className="flex flex-wrap items-center gap-3 rounded-xl border border-line bg-sunken p-3.5">
        <code className="min-w-0 grow basis-60 font-mono text-sm break-all" data-secret>
          {value}
        </code>
        <CopyButton value={value} what={what} wide />
      </div>
      <Check
        label="I have saved it"
        checked={saved}
        onChange={(event) => setSaved(event.currentTarget.checked)}
      />
      <div>
        <Button variant="primary" disabled={!saved} onClick={onDone}>
          {done}
        </Button>
      </div>
    </div>
  );
}
