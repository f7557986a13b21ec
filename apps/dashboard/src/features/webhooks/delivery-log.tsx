import { DELIVERY_STATES } from "@kaspa-pay/core";
import { useState } from "react";
import { deliveryBadge } from "../../shared/badge-styles.ts";
import { type DeliveryFilter, DeliveryList } from "../../shared/deliveries/delivery-list.tsx";
import { Card } from "../../ui/card.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { EventSelect } from "./events/event-select.tsx";
import { webhookMessages as m } from "./messages.ts";

/** The log of the store or of one endpoint, with its filters. */
export function DeliveryLog({ endpointId }: { readonly endpointId?: string }) {
  const [state, setState] = useState("");
  const [event, setEvent] = useState("");
  const filter: DeliveryFilter = {
    ...(endpointId !== undefined && { endpointId }),
    ...(state !== "" && { state: state as (typeof DELIVERY_STATES)[number] }),
    ...(event !== "" && { event }),
  };
  return (
    <Card {...(endpointId !== undefined && { title: m.deliveries })} flush>
      <div className="flex flex-wrap gap-3 border-b border-line px-5 py-4">
        <Field label={m.state} className="w-40">
          <Select value={state} onChange={(change) => setState(change.currentTarget.value)}>
            <option value="">{m.anyState}</option>
            {DELIVERY_STATES.map((deliveryState) => (
              <option key={deliveryState} value={deliveryState}>
                {deliveryBadge[deliveryState].label}
              </option>
            ))}
          </Select>
        </Field>
        <EventSelect value={event} onPick={setEvent} />
      </div>
      <DeliveryList key={`${state}:${event}`} filter={filter} />
    </Card>
  );
}
