import { isLoopbackName } from "@kaspa-pay/core";

const ANY_ADDRESS = new Set(["0.0.0.0", "[::]"]);

/** What is wrong with a public URL, or null. It is an origin: scheme, host and port. */
export function publicUrlFault(value: string): string | null {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    return "must be https://host or http://host, with a port if it is not the usual one";
  }
  const url = new URL(value);
  if (url.username !== "" || url.password !== "") {
    return "must not hold a user name or password: it stands in every link";
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return "must end after host and port: a path is not possible, because links, cookies and pages begin at the root of a host; give the gateway a host name of its own";
  }
  if (ANY_ADDRESS.has(url.hostname)) {
    return "must be the address that browsers open: 0.0.0.0 and :: only mean where to listen (HOST)";
  }
  return null;
}

/** `HTTP://Host:80/` as browsers write it: `http://host`. */
export const originOf = (value: string): string => (URL.canParse(value) ? new URL(value).origin : value);

/** Whether passwords and tokens would cross a network unencrypted. */
export function isPlainHttp(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === "http:" && !isLoopbackName(hostname);
}
