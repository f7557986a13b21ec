import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { usePreferences } from "../../shared/preferences.ts";
import { useStore } from "../../shared/store-context.ts";
import { Dialog } from "../../ui/overlay/dialog.tsx";
import { shellMessages as m } from "./messages.ts";

const PAGES = {
  "g o": "/s/$storeId",
  "g p": "/s/$storeId/payments",
  "g l": "/s/$storeId/links",
  "g w": "/s/$storeId/developers/webhooks",
  "g s": "/s/$storeId/settings",
  "n l": "/s/$storeId/links/new",
} as const;
const SECOND_KEY_MS = 1_200;

/** A key pressed while typing, with a modifier or over a dialog is no shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    document.querySelector("dialog[open]") !== null ||
    target?.closest("input, textarea, select, [contenteditable], [role=menu]") != null
  );
}

export function Shortcuts() {
  const { shortcuts } = usePreferences();
  const navigate = useNavigate();
  const { id: storeId } = useStore();
  const [help, setHelp] = useState(false);
  const before = useRef({ key: "", at: 0 });
  useEffect(() => {
    if (!shortcuts) return;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const { key, at } = before.current;
      const pair = event.timeStamp - at < SECOND_KEY_MS ? `${key} ${event.key}` : "";
      before.current = { key: event.key, at: event.timeStamp };
      if (Object.hasOwn(PAGES, pair)) {
        void navigate({ to: PAGES[pair as keyof typeof PAGES], params: { storeId } });
      } else if (event.key === "?") setHelp(true);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [shortcuts, navigate, storeId]);
  if (!help) return null;
  return (
    <Dialog title={m.keysTitle} onClose={() => setHelp(false)}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-2.5">
        {m.keyRows.map(([keys, text]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-md border border-line bg-sunken px-2 py-0.5 font-mono text-sm">
                {keys}
              </kbd>
            </dt>
            <dd className="text-ink-2">{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
