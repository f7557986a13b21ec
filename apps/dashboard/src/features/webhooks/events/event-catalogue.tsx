import { eventCatalogue } from "../../../lib/forms/contract.ts";
import { Facts } from "../../../ui/card.tsx";
import { webhookMessages as m } from "../messages.ts";

/** Every event there is, with what it means. */
export function EventCatalogue() {
  return (
    <details className="rounded-2xl border border-line bg-surface px-5 py-3.5 shadow-card">
      <summary className="min-h-6 font-semibold">{m.catalogue}</summary>
      <div className="mt-4">
        <Facts
          rows={eventCatalogue.map((entry) => [
            entry.name,
            <span key={entry.name} className="text-ink-2">
              {entry.description} {entry.onlyByName && m.onlyByName}
            </span>,
          ])}
        />
      </div>
    </details>
  );
}
