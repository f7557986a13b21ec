import type { Reply } from "@kaspa-pay/api-contract/router";
import type { Request, Response } from "express";

/** Over https the cookie is bound to the host; plain http cannot keep `Secure` cookies everywhere. */
export function cookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-kp" : "kp_dev";
}

/** The session token of the request's cookie. */
export function sessionCookie(req: Pick<Request, "headers">, publicUrl: string): string | null {
  const name = `${cookieName(publicUrl)}=`;
  for (const pair of (req.headers.cookie ?? "").split(";")) {
    const text = pair.trim();
    if (text.startsWith(name)) return text.slice(name.length) || null;
  }
  return null;
}

/** Sets or clears the session cookie as the handler said; nothing when it said nothing. */
export function writeSession(res: Response, session: Reply["session"], publicUrl: string): void {
  const header = sessionHeader(session, publicUrl);
  if (header !== null) res.append("Set-Cookie", header);
}

/** The `Set-Cookie` value, or null. */
export function sessionHeader(session: Reply["session"], publicUrl: string): string | null {
  if (session === undefined) return null;
  const name = cookieName(publicUrl);
  const secure = name === "__Host-kp" ? "; Secure" : "";
  const rest = `; Path=/; HttpOnly; SameSite=Lax${secure}`;
  if (session === null) return `${name}=${rest}; Max-Age=0`;
  return `${name}=${session.token}${rest}; Expires=${new Date(session.expiresAt).toUTCString()}`;
}
