// Every part of the kit in its states, for people who change it; built in development only.
import { Inbox } from "lucide-react";
import { useState } from "react";
import { fiat, kas, kasExact } from "../lib/format/money-text.ts";
import { attentionBadge, paymentBadge, transferBadge } from "../shared/badge-styles.ts";
import { Money, Stat } from "../ui/amounts.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card, Facts, Notice } from "../ui/card.tsx";
import { Choice } from "../ui/choice.tsx";
import { CodeBlock } from "../ui/copy/code-block.tsx";
import { CopyText } from "../ui/copy/copy.tsx";
import { SecretPanel } from "../ui/copy/secret.tsx";
import { Check, Field, Input, Select, Textarea } from "../ui/field.tsx";
import { ConfirmDialog } from "../ui/overlay/dialog.tsx";
import { toast } from "../ui/overlay/toast.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, ErrorPanel, SkeletonRows } from "../ui/states.tsx";
import { Tabs } from "../ui/tabs.tsx";

const VARIANTS = ["primary", "secondary", "quiet", "danger"] as const;

export function GalleryPage() {
  return (
    <main id="content" className="mx-auto max-w-4xl px-6 py-10">
      <Page title="Gallery">
        <Buttons />
        <Badges />
        <Fields />
        <Figures />
        <Secrets />
        <Card title="States" flush>
          <SkeletonRows rows={2} />
          <EmptyState icon={Inbox} title="Nothing yet" help="quick-start">
            One sentence, one action, one help link.
          </EmptyState>
          <ErrorPanel text="The database does not answer." requestId="req_01k9x2" onRetry={() => {}} />
        </Card>
      </Page>
    </main>
  );
}

function Buttons() {
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState("one");
  return (
    <Card title="Buttons and overlays">
      <div className="flex flex-wrap gap-3">
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant}
          </Button>
        ))}
        <Button variant="primary" busy>
          busy
        </Button>
        <Button disabled>disabled</Button>
        <Button onClick={() => toast("Saved.")}>toast</Button>
        <Button onClick={() => setOpen(true)}>dialog</Button>
        <Choice
          label="Choice"
          value={choice}
          options={[
            ["one", "One"],
            ["two", "Two"],
          ]}
          onChange={setChoice}
        />
      </div>
      {open && (
        <ConfirmDialog
          title="Sure?"
          action="Yes"
          danger
          onConfirm={() => setOpen(false)}
          onClose={() => setOpen(false)}
        >
          <p>What happens is said here.</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

function Badges() {
  return (
    <Card title="States of the domain">
      <div className="flex flex-wrap gap-2">
        {[paymentBadge, attentionBadge, transferBadge].flatMap((styles) =>
          Object.entries(styles).map(([name, style]) => <Badge key={`${name}${style.label}`} {...style} />),
        )}
      </div>
      <div className="mt-4 grid gap-2">
        {(["green", "amber", "red", "blue"] as const).map((tone) => (
          <Notice key={tone} tone={tone} title={`Notice ${tone}`}>
            With a sentence.
          </Notice>
        ))}
      </div>
    </Card>
  );
}

function Fields() {
  return (
    <Card title="Fields">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Text" hint="A hint">
          <Input placeholder="Placeholder" />
        </Field>
        <Field label="Wrong" error="What is wrong and how to put it right" required>
          <Input defaultValue="abc" />
        </Field>
        <Field label="List" optional>
          <Select>
            <option>One</option>
          </Select>
        </Field>
        <Field label="Long text">
          <Textarea />
        </Field>
        <Check label="A choice" hint="What it does" />
      </div>
    </Card>
  );
}

function Figures() {
  return (
    <Card title="Figures">
      <dl className="grid grid-cols-2">
        <Stat
          label="Volume"
          value="18,240.5"
          unit="KAS"
          aside="1,824.05 USD"
          change={{ text: "+21 %", good: true }}
        />
        <Stat label="Average" value="127.6" unit="KAS" change={{ text: "−4 %", good: false }} />
      </dl>
      <Facts
        rows={[
          ["In a list", <Money key="l" {...kas("1250.50000000")} />],
          ["In detail", <Money key="d" {...kasExact("150.12345678")} />],
          ["Fiat", <Money key="f" {...fiat("15.00", "USD")} />],
          ["Id", <CopyText key="i" value={`kaspa:${"q".repeat(61)}`} what="address" short />],
        ]}
      />
    </Card>
  );
}

function Secrets() {
  return (
    <Card title="Shown once">
      <div className="grid gap-6">
        <SecretPanel
          title="Your key"
          text="Shown this once."
          value="kp_test_example"
          what="key"
          onDone={() => {}}
        />
        <Tabs
          label="Samples"
          tabs={[
            {
              id: "a",
              title: "curl",
              body: <CodeBlock what="sample" code="curl http://localhost:3000/healthz" />,
            },
            { id: "b", title: "Node", body: <CodeBlock what="sample" code="await fetch(url)" /> },
          ]}
        />
      </div>
    </Card>
  );
}
