import { PasswordPanel, ProfilePanel } from "./account-panels.tsx";
import { PreferencesPanel } from "./preferences-panel.tsx";
import { SecurityLogPanel } from "./security-log-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { sessionWords as w } from "./messages.ts";
import { Page } from "../../ui/page.tsx";

export function AccountPage() {
  return (
    <Page title={w.account}>
      <ProfilePanel />
      <PasswordPanel />
      <SessionsPanel />
      <SecurityLogPanel />
      <PreferencesPanel />
    </Page>
  );
}
