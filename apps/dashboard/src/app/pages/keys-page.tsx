import { Plus } from "lucide-react";
import { useState } from "react";
import { KeyList } from "../../features/keys/key-list.tsx";
import { NewKey } from "../../features/keys/new-key.tsx";
import { ActButton } from "../../lib/act-button.tsx";
import { ShowCurl } from "../../lib/curl.tsx";
import { keyWords as w } from "../../lib/words/keys.ts";
import { Page } from "../../ui/page.tsx";

export function KeysPage() {
  const [making, setMaking] = useState(false);
  const button = (
    <ActButton
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setMaking(true)}
    >
      {w.newKey}
    </ActButton>
  );
  return (
    <Page
      title={w.title}
      hint={w.hint}
      actions={
        <>
          <ShowCurl call={{ method: "GET", path: "/api-keys" }} />
          {button}
        </>
      }
    >
      <KeyList action={button} />
      {making && <NewKey onClose={() => setMaking(false)} />}
    </Page>
  );
}
