import type { Reply } from "@kaspa-pay/api-contract/router";
import type { Request, Response } from "express";

type Headers = Pick<Request, "headers">;

/** Over https the cookie is bound to the host; plain http cannot keep `Secure` cookies everywhere. */
export function cookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? "__Host-kp" : "kp_dev";
}

/** The cookie that marks a browser as one that signed in before. */
export function deviceCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? "__Host-kp-device" : "kp_device";
}

/** The session token of the request's cookie. */
export const sessionCookie = (req: Headers, publicUrl: string): string | null =>
  cookieNamed(req, cookieName(publicUrl));

/** The device token of the request's cookie, as presented. */
export const deviceCookie = (req: Headers, publicUrl: string): string | null =>
  cookieNamed(req, deviceCookieName(publicUrl));

/** Sets or clears the session cookie if the handler asked for it. */
export function writeSession(res: Response, reply: Reply, publicUrl: string): void {
  for (const header of cookieHeaders(reply, publicUrl)) res.append("Set-Cookie", header);
}

/** The `Set-Cookie` values of an answer. */
export function cookieHeaders({ session, device }: Reply, publicUrl: string): string[] {
  const rest = `; Path=/; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? "; Secure" : ""}`;
  const until = (at: number): string => `; Expires=${new Date(at).toUTCString()}`;
  const name = cookieName(publicUrl);
  const headers: string[] = [];
  if (session === null) headers.push(`${name}=${rest}; Max-Age=0`);
  if (session) headers.push(`${name}=${session.token}${rest}${until(session.expiresAt)}`);
  if (device) headers.push(`${deviceCookieName(publicUrl)}=${device.token}${rest}${until(device.expiresAt)}`);
  return headers;
}

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith("https:");

function cookieNamed(req: Headers, name: string): string | null {
  for (const pair of (req.headers.cookie ?? "").split(";")) {
    const text = pair.trim();
    if (text.startsWith(`${name}=`)) return text.slice(name.length + 1) || null;
  }
  return null;
}
