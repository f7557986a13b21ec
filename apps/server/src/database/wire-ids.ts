const UUID_HEX = /^[0-9a-f]{32}$/;
/** No row has it: used to look up an id that cannot be ours. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The uuid behind a wire id of this kind; an id of another kind or form finds nothing. */
export function uuidOf(prefix: string, id: string): string {
  const hex = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : "";
  return UUID_HEX.test(hex) ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") : NOBODY;
}

export function wireId(prefix: string, uuid: string): string {
  return `${prefix}_${uuid.replaceAll("-", "")}`;
}

/** One kind of id: wire text on one side, uuid on the other. */
export function idKind(prefix: string): IdKind {
  return {
    toUuid: (id) => uuidOf(prefix, id),
    toUuidOrNull: (id) => (id === null ? null : uuidOf(prefix, id)),
    toWire: (uuid) => wireId(prefix, uuid),
    toWireOrNull: (uuid) => (uuid === null ? null : wireId(prefix, uuid)),
  };
}

export interface IdKind {
  toUuid(id: string): string;
  toUuidOrNull(id: string | null): string | null;
  toWire(uuid: string): string;
  toWireOrNull(uuid: string | null): string | null;
}

export const userIds = idKind("usr");
export const sessionIds = idKind("ses");
export const storeIds = idKind("sto");
export const walletIds = idKind("wal");
export const keyIds = idKind("key");
export const apiRequestIds = idKind("rql");
export const auditIds = idKind("aud");
export const linkIds = idKind("lnk");
export const paymentIds = idKind("pay");
export const assignmentIds = idKind("adr");
export const timelineIds = idKind("tln");
export const refundIds = idKind("rfd");
export const payoutIds = idKind("pyo");
export const eventIds = idKind("evt");
export const endpointIds = idKind("whk");
export const deliveryIds = idKind("dlv");
export const attemptIds = idKind("att");
export const outageIds = idKind("out");
export const depositAccountIds = idKind("dpa");
export const depositIds = idKind("dep");
export const noteIds = idKind("nte");
export const gapIds = idKind("gap");
