import { ShowCurl } from "../../shared/show-curl.tsx";
import { Page } from "../../ui/page.tsx";
import { requestMessages as m } from "./messages.ts";
import { RequestList } from "./request-list.tsx";

export function RequestsPage() {
  return (
    <Page title={m.title} hint={m.hint} actions={<ShowCurl call={{ method: "GET", path: "/request-log" }} />}>
      <RequestList />
    </Page>
  );
}
