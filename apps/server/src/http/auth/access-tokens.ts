import { jwtVerify, SignJWT } from "jose";
import type { AccessToken, AccessTokens } from "../../ports/secrets.ts";

const AUDIENCE = "kaspa-pay-api";
const ALGORITHM = "HS256";

/**
 * Bearer tokens of seed 000: HS256 pinned, issuer, audience and expiry checked. A token only names its session; whether
 * that session still lives is looked up on each request. `key` comes from the master key, at least 32 bytes.
 */
export function createAccessTokens(key: Uint8Array, issuer: string): AccessTokens {
  if (key.length < 32) throw new RangeError("The token key has at least 32 bytes");
  return {
    issue: ({ userId, sessionId }, expiresAt) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(key),
    read: (text) => read(text, key, issuer),
  };
}

async function read(text: string, key: Uint8Array, issuer: string): Promise<AccessToken | null> {
  try {
    const { payload } = await jwtVerify(text, key, {
      algorithms: [ALGORITHM],
      issuer,
      audience: AUDIENCE,
      requiredClaims: ["exp", "sub", "sid"],
    });
    const { sub, sid } = payload;
    return typeof sub === "string" && typeof sid === "string" ? { userId: sub, sessionId: sid } : null;
  } catch {
    return null;
  }
}
