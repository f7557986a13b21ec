const LOOPBACK_NAME = /^(?:[a-z0-9-]+\.)*localhost\.?$/;
const LOOPBACK_IPV4 = /^127\.(?:\d{1,3}\.){2}\d{1,3}$/;
const HOST_HEADER = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]]+)(?::\d{1,5})?$/i;

/** True for `localhost`, `*.localhost`, 127.0.0.0/8 and `::1` (with or without brackets): names that mean this machine alone. */
export function isLoopbackName(hostname: string): boolean {
  const name = hostname.toLowerCase();
  return name === "[::1]" || name === "::1" || LOOPBACK_NAME.test(name) || LOOPBACK_IPV4.test(name);
}

/** The name in a Host header, in lower case and without its port; null when the header cannot be read. */
export function hostnameOf(header: string | undefined): string | null {
  return HOST_HEADER.exec(header ?? "")?.[1]?.toLowerCase() ?? null;
}
