import { idKind } from "./wire-ids.ts";

export const userIds = idKind("usr");
export const sessionIds = idKind("ses");
export const storeIds = idKind("sto");
export const walletIds = idKind("wal");
export const keyIds = idKind("key");
export const auditIds = idKind("aud");
export const linkIds = idKind("lnk");
export const paymentIds = idKind("pay");
export const assignmentIds = idKind("adr");
export const timelineIds = idKind("tln");
export const eventIds = idKind("evt");
export const endpointIds = idKind("whk");
export const deliveryIds = idKind("dlv");
export const attemptIds = idKind("att");
export const outageIds = idKind("out");
export const gapIds = idKind("gap");
