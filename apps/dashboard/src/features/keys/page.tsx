import { Plus } from "lucide-react";
import { useState } from "react";
import { KeyList } from "./key-list.tsx";
import { NewKey } from "./new-key.tsx";
import { ActButton } from "../../ui/submit-button.tsx";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { keyWords as w } from "./messages.ts";
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
