import { browserZone } from "../../lib/format/time-text.ts";
import { sharedMessages } from "../../shared/messages.ts";
import { type Preferences, setPreferences, usePreferences } from "../../shared/preferences.ts";
import { Card } from "../../ui/card.tsx";
import { Check, Field, Select } from "../../ui/field.tsx";
import { sessionMessages as m } from "./messages.ts";

export function PreferencesPanel() {
  const preferences = usePreferences();
  return (
    <Card title={m.preferences} hint={m.preferencesHint}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={m.theme}>
          <Select
            value={preferences.theme}
            onChange={(event) => setPreferences({ theme: event.currentTarget.value as Preferences["theme"] })}
          >
            <option value="auto">{sharedMessages.themes.auto}</option>
            <option value="light">{sharedMessages.themes.light}</option>
            <option value="dark">{sharedMessages.themes.dark}</option>
          </Select>
        </Field>
        <Field label={m.zone}>
          <Select
            value={preferences.zone}
            onChange={(event) => setPreferences({ zone: event.currentTarget.value as Preferences["zone"] })}
          >
            <option value="store">{m.zoneStore}</option>
            <option value="browser">{m.zoneBrowser(browserZone())}</option>
          </Select>
        </Field>
        <Check
          label={m.shortcuts}
          hint={m.shortcutsHint}
          checked={preferences.shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
        />
        <Check
          label={m.sound}
          checked={preferences.sound}
          onChange={(event) => setPreferences({ sound: event.currentTarget.checked })}
        />
      </div>
    </Card>
  );
}
