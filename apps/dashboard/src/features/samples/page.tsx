import { BookOpen } from "lucide-react";
import { isTest, useStore } from "../../shared/store-context.ts";
import { CodeBlock } from "../../ui/copy/code-block.tsx";
import { Page } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { samplesMessages as m } from "./messages.ts";
import { LANGUAGES, samplesIn } from "./samples.ts";

export function SamplesPage() {
  const store = useStore();
  const environment = `export KP_URL=${window.location.origin}\nexport KP_KEY=${isTest(store) ? "kp_test_" : "kp_live_"}…`;
  const docs = (
    <a
      href="/docs/samples"
      className="inline-flex min-h-9 items-center gap-2 text-sm font-medium text-accent"
    >
      <BookOpen aria-hidden className="size-4" />
      {m.docs}
    </a>
  );
  return (
    <Page title={m.title} hint={m.hint} actions={docs}>
      <section className="grid gap-2">
        <p className="text-sm text-ink-2">{m.first}</p>
        <CodeBlock what={m.environment} code={environment} />
      </section>
      <Tabs
        label={m.language}
        tabs={LANGUAGES.map(([folder, title]) => ({ id: folder, title, body: <Language folder={folder} /> }))}
      />
    </Page>
  );
}

function Language({ folder }: { readonly folder: string }) {
  return (
    <div className="grid gap-6">
      {samplesIn(folder).map(({ task, code }) => (
        <section key={task} className="grid min-w-0 gap-2">
          <h2 className="text-base font-semibold">{task}</h2>
          <CodeBlock what={m.what(task)} code={code} />
        </section>
      ))}
    </div>
  );
}
