import { browserZone } from "../../lib/format/time-text.ts";
import { type Preferences, setPreferences, usePreferences } from "../../shared/preferences.ts";
import { sessionWords as w } from "./messages.ts";
import { shellWords } from "../../app/shell/messages.ts";
import { Card } from "../../ui/card.tsx";
import { Check, Field, Select } from "../../ui/field.tsx";

export function PreferencesPanel() {
  const preferences = usePreferences();
  return (
    <Card title={w.preferences} hint={w.preferencesHint}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={w.theme}>
          <Select
            value={preferences.theme}
            onChange={(event) => setPreferences({ theme: event.currentTarget.value as Preferences["theme"] })}
          >
            <option value="auto">{shellWords.themes.auto}</option>
            <option value="light">{shellWords.themes.light}</option>
            <option value="dark">{shellWords.themes.dark}</option>
          </Select>
        </Field>
        <Field label={w.zone}>
          <Select
            value={preferences.zone}
            onChange={(event) => setPreferences({ zone: event.currentTarget.value as Preferences["zone"] })}
          >
            <option value="store">{w.zoneStore}</option>
            <option value="browser">{w.zoneBrowser(browserZone())}</option>
          </Select>
        </Field>
        <Check
          label={w.shortcuts}
          hint={w.shortcutsHint}
          checked={preferences.shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
        />
        <Check
          label={w.sound}
          checked={preferences.sound}
          onChange={(event) => setPreferences({ sound: event.currentTarget.checked })}
        />
      </div>
    </Card>
  );
}
