import { audienceOf, FINAL_STATUSES, type Reduction } from "@kaspa-pay/core";
import type { ChainTip } from "../../chain/read-cursor.ts";
import type { OutboxEvent } from "../../database/rows/outbox.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids } from "../../runtime/ids.ts";
import { type ChainNetwork, explorerTxTemplate } from "../../runtime/network.ts";
import type { KeyedDigests } from "../../security/secrets.ts";
import { callbackHostOf } from "../webhooks/callback-url.ts";
import { eventBody, wireDetail } from "../webhooks/emit-event.ts";
import type { PaymentChange, PaymentDetails } from "./records.ts";
import { isLive, paymentObject, statusUrlOf, toWireTransfer, type ViewContext } from "./view.ts";

export interface PaymentChangeDeps {
  clock: Clock;
  ids: Ids;
  digests: Pick<KeyedDigests, "clientToken">;
  tip: Pick<ChainTip, "virtualDaa">;
  publicUrl: string;
}

/** What events of other nouns hold beside the payment, by the part of their name before the dot. */
export type EventSubjects = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface PaymentChanges {
  context(id: string, network: ChainNetwork): ViewContext;
  /** Everything that has to be written for a reduction: rows, timeline, and events with their final bytes. */
  changeOf(details: PaymentDetails, reduction: Reduction, about?: EventSubjects): PaymentChange;
}

export function createPaymentChanges(deps: PaymentChangeDeps): PaymentChanges {
  const context = (id: string, network: ChainNetwork): ViewContext => ({
    publicUrl: deps.publicUrl,
    now: deps.clock.now(),
    virtualDaa: deps.tip.virtualDaa(network),
    clientToken: deps.digests.clientToken(id),
    explorerTxTemplate: explorerTxTemplate(network),
  });
  return {
    context,
    changeOf(details, reduction, about = {}) {
      const { payment, transfers } = reduction;
      const now = deps.clock.now();
      const view = context(payment.id, details.network);
      return {
        details,
        reduction,
        transfers,
        events: eventsOf(details, reduction, { view, about }, deps.ids),
        timeline: reduction.timeline.map((entry) => ({ ...entry, id: deps.ids.next("tln") })),
        endedAt: FINAL_STATUSES.has(payment.status) ? now : null,
        writtenAt: now,
      };
    },
  };
}

function eventsOf(
  details: PaymentDetails,
  reduction: Reduction,
  { view, about: others }: { view: ViewContext; about: EventSubjects },
  ids: Ids,
): OutboxEvent[] {
  const { payment, transfers, events } = reduction;
  if (events.length === 0) return [];
  const object = paymentObject({ payment, details, transfers: [...transfers] }, view);
  // The text is stored for 30 days and sent to receivers and their logs, so it has no client token.
  const snapshot = { ...object, checkoutUrl: statusUrlOf(view.publicUrl, payment.id) };
  return events.map((event) => {
    const id = ids.next("evt");
    const about = transfers.find((transfer) => transfer.outpoint === event.outpoint);
    const noun = event.name.slice(0, event.name.indexOf("."));
    const other = others[noun];
    const detail = wireDetail(event.detail);
    const body = eventBody({
      id,
      type: event.name,
      at: view.now,
      sequence: event.sequence,
      storeId: details.storeId,
      livemode: isLive(details.network),
      data: {
        payment: snapshot,
        ...(other !== undefined && { [noun]: other }),
        ...(about !== undefined && { transfer: toWireTransfer(payment, about, view) }),
        ...(Object.keys(detail).length > 0 && { detail }),
      },
    });
    return {
      id,
      storeId: details.storeId,
      paymentId: payment.id,
      sequence: event.sequence,
      type: event.name,
      body,
      audience: audienceOf(event.name),
      callbackHost: callbackHostOf(details.fields.callbackUrl),
      createdAt: view.now,
    };
  });
}
