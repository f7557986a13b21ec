import { ShowCurl } from "../../shared/show-curl.tsx";
import { Page } from "../../ui/page.tsx";
import { walletMessages as m } from "./messages.ts";
import { WalletPanel } from "./wallet-panel.tsx";

export function WalletPage() {
  return (
    <Page title={m.title} actions={<ShowCurl call={{ method: "GET", path: "/settings" }} />}>
      <WalletPanel />
    </Page>
  );
}
