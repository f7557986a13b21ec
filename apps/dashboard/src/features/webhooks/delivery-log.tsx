import { useState } from "react";
import { eventCatalogue } from "../../lib/forms/contract.ts";
import { deliveryLook } from "../../shared/badge-styles.ts";
import { webhookWords as w } from "./messages.ts";
import { Card } from "../../ui/card.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { type DeliveryFilter, DeliveryList } from "../../shared/deliveries/delivery-list.tsx";

const STATES = ["pending", "delivered", "failed"] as const;

/** The log of the store or of one endpoint, with its filters. */
export function DeliveryLog({ endpointId }: { readonly endpointId?: string }) {
  const [state, setState] = useState("");
  const [event, setEvent] = useState("");
  const filter: DeliveryFilter = {
    ...(endpointId !== undefined && { endpointId }),
    ...(state !== "" && { state: state as (typeof STATES)[number] }),
    ...(event !== "" && { event }),
  };
  return (
    <Card {...(endpointId !== undefined && { title: w.deliveries })} flush>
      <div className="flex flex-wrap gap-3 border-b border-line px-5 py-4">
        <Field label={w.state} className="w-40">
          <Select value={state} onChange={(change) => setState(change.currentTarget.value)}>
            <option value="">{w.anyState}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {deliveryLook[one].label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={w.event} className="w-56">
          <Select value={event} onChange={(change) => setEvent(change.currentTarget.value)}>
            <option value="">{w.anyEvent}</option>
            {eventCatalogue.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <DeliveryList key={`${state}:${event}`} filter={filter} />
    </Card>
  );
}
