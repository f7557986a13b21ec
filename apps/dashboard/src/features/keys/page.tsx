import { Plus } from "lucide-react";
import { useState } from "react";
import { ShowCurl } from "../../shared/show-curl.tsx";
import { SubmitButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { KeyList } from "./key-list.tsx";
import { keyMessages as m } from "./messages.ts";
import { NewKey } from "./new-key.tsx";

export function KeysPage() {
  const [making, setMaking] = useState(false);
  const button = (
    <SubmitButton
      variant="primary"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setMaking(true)}
    >
      {m.newKey}
    </SubmitButton>
  );
  return (
    <Page
      title={m.title}
      hint={m.hint}
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
