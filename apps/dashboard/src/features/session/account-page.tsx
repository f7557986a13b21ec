import { Page } from "../../ui/page.tsx";
import { PasswordPanel, ProfilePanel } from "./account-panels.tsx";
import { sessionMessages as m } from "./messages.ts";
import { PreferencesPanel } from "./preferences-panel.tsx";
import { SecurityLogPanel } from "./security-log-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";

export function AccountPage() {
  return (
    <Page title={m.account}>
      <ProfilePanel />
      <PasswordPanel />
      <SessionsPanel />
      <SecurityLogPanel />
      <PreferencesPanel />
    </Page>
  );
}
