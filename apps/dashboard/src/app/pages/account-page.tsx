import { PasswordPanel, ProfilePanel } from "../../features/session/account-panels.tsx";
import { PreferencesPanel } from "../../features/session/preferences-panel.tsx";
import { SecurityLogPanel } from "../../features/session/security-log-panel.tsx";
import { SessionsPanel } from "../../features/session/sessions-panel.tsx";
import { sessionWords as w } from "../../lib/words/session.ts";
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
