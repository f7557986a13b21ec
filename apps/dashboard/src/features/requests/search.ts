/** What the request log shows, as it is in the address. */
export interface RequestSearch {
  requestId?: string;
  route?: string;
  status?: StatusClass;
  keyId?: string;
  cursor?: string;
}

export const STATUS_CLASSES = ["2xx", "3xx", "4xx", "5xx"] as const;
type StatusClass = (typeof STATUS_CLASSES)[number];

const TEXTS = ["requestId", "route", "keyId", "cursor"] as const;

/** Keeps what is a filter and drops the rest. */
export function readRequestSearch(search: Record<string, unknown>): RequestSearch {
  const texts = TEXTS.flatMap((name) => {
    const value = search[name];
    return typeof value === "string" && value.trim() !== "" ? [[name, value.trim()] as const] : [];
  });
  const status = STATUS_CLASSES.find((each) => each === search.status);
  return { ...Object.fromEntries(texts), ...(status !== undefined && { status }) };
}
