import { jwtVerify, SignJWT } from "jose";
import type { Clock } from "../../runtime/clock.ts";
import type { AccessToken, AccessTokens } from "../../security/secrets.ts";

const AUDIENCE = "kaspa-pay-api";
const ALGORITHM = "HS256";

/**
 * Bearer tokens: HS256 pinned, issuer, audience and expiry checked. A token only names its session; whether that session
 * still lives, and whether this is its newest token, is looked up on each request. `key` comes from the master key, at least 32 bytes.
 */
export function createAccessTokens(key: Uint8Array, issuer: string, clock: Clock): AccessTokens {
  if (key.length < 32) throw new RangeError("The token key has at least 32 bytes");
  return {
    issue: ({ userId, sessionId, generation }, expiresAt) =>
      new SignJWT({ sid: sessionId, gen: generation })
        .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt(Math.floor(clock.now() / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(key),
    read: (text) => read(text, key, issuer, clock),
  };
}

async function read(
  text: string,
  key: Uint8Array,
  issuer: string,
  clock: Clock,
): Promise<AccessToken | null> {
  try {
    const { payload } = await jwtVerify(text, key, {
      algorithms: [ALGORITHM],
      issuer,
      audience: AUDIENCE,
      currentDate: new Date(clock.now()),
      requiredClaims: ["exp", "sub", "sid"],
    });
    // Tokens that were issued before generations were counted are of the first one.
    const { sub, sid, gen = 0 } = payload;
    if (typeof sub !== "string" || typeof sid !== "string" || typeof gen !== "number") return null;
    return { userId: sub, sessionId: sid, generation: gen };
  } catch {
    return null;
  }
}
