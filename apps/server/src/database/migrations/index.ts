import type { Migration } from "kysely";
import { accounts } from "./001-accounts.ts";
import { payments } from "./002-payments.ts";
import { events } from "./003-events.ts";
import { chain } from "./004-chain.ts";
import { waitingTransfers } from "./005-waiting-transfers.ts";
import { receiving } from "./006-receiving.ts";
import { stoppedPayments } from "./007-stopped-payments.ts";
import { callerClasses } from "./008-caller-classes.ts";
import { sessionGenerations } from "./009-session-generations.ts";
import { deliveryOrder } from "./010-delivery-order.ts";
import { countedMoney } from "./011-counted-money.ts";
import { renewals } from "./012-renewals.ts";
import { builtScopes } from "./013-built-scopes.ts";
import { storeKeys } from "./014-store-keys.ts";
import { eventPartitions } from "./015-event-partitions.ts";
import { disbursements } from "./016-disbursements.ts";
import { deposits } from "./017-deposits.ts";
import { terminalsAndSurcharges } from "./018-terminals-and-surcharges.ts";
import { storeRatesAndNotes } from "./019-store-rates-and-notes.ts";
import { paymentCallbacks } from "./020-payment-callbacks.ts";
import { requestLog } from "./021-request-log.ts";

/** Forward only, applied in the order of the names; an entry that was ever released never changes. */
export const MIGRATIONS: Record<string, Migration> = {
  "001-accounts": accounts,
  "002-payments": payments,
  "003-events": events,
  "004-chain": chain,
  "005-waiting-transfers": waitingTransfers,
  "006-receiving": receiving,
  "007-stopped-payments": stoppedPayments,
  "008-caller-classes": callerClasses,
  "009-session-generations": sessionGenerations,
  "010-delivery-order": deliveryOrder,
  "011-counted-money": countedMoney,
  "012-renewals": renewals,
  "013-built-scopes": builtScopes,
  "014-store-keys": storeKeys,
  "015-event-partitions": eventPartitions,
  "016-disbursements": disbursements,
  "017-deposits": deposits,
  "018-terminals-and-surcharges": terminalsAndSurcharges,
  "019-store-rates-and-notes": storeRatesAndNotes,
  "020-payment-callbacks": paymentCallbacks,
  "021-request-log": requestLog,
};
