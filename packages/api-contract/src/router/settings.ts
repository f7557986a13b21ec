import * as k from "../schemas/api-keys.ts";
import * as l from "../schemas/request-log.ts";
import * as s from "../schemas/settings.ts";
import { ById, Done } from "../schemas/wire.ts";
import { KASPAY_SIGNATURE_RULE } from "../webhook-rules.ts";
import { creation, mutation, query } from "./answered.ts";
import { keyed, router } from "./base.ts";

const tag = "Settings";
const reads = { auth: { level: "keyed", scope: "settings:read" } } as const;
const writes = { auth: { level: "keyed", scope: "settings:write" } } as const;
/** Whoever may make webhook endpoints reads their secrets too, a key included: the server that verifies holds it. */
const callbacks = {
  auth: { level: "keyed", scope: "webhooks:write" },
  stepUp: [{ keys: "allowed" }],
} as const;

export const settings = router({
  get: query(
    keyed("settings:read")
      .meta({
        rest: {
          method: "GET",
          path: "/settings",
          status: 200,
          tag,
          summary: "Read the store's settings",
          errors: [],
        },
        ...reads,
      })
      .output(s.Settings),
  ),

  update: mutation(
    keyed("settings:write")
      .meta({
        rest: {
          method: "PATCH",
          path: "/settings",
          aliases: [
            { method: "PUT", path: "/settings" },
            { method: "POST", path: "/settings" },
          ],
          status: 200,
          tag,
          summary: "Change the store's settings",
          description: "Open payments keep their rules and their address.",
          errors: [
            "conflict",
            "invalid_address",
            "invalid_xpub",
            "network_mismatch",
            "unknown_currency",
            "invalid_url",
            "validation_error",
            "amount_too_large",
          ],
        },
        ...writes,
        stepUp: [
          { fields: ["kaspaAddress", "xpub"], keys: "refused" },
          { fields: ["redirectHosts", "allowedOrigins"], keys: "allowed" },
        ],
      })
      .input(s.UpdateSettings)
      .output(s.Settings),
  ),

  redirectSecret: query(
    keyed("settings:write")
      .meta({
        rest: {
          method: "GET",
          path: "/settings/redirect-secret",
          status: 200,
          tag,
          summary: "Read the secret that signs returns to the shop",
          description: "A key never reads a secret that it does not need.",
          errors: [],
        },
        ...writes,
        stepUp: [{ keys: "refused" }],
      })
      .output(s.RedirectSecret),
  ),

  rotateRedirectSecret: mutation(
    keyed("settings:write")
      .meta({
        rest: {
          method: "POST",
          path: "/settings/rotate-redirect-secret",
          status: 200,
          tag,
          summary: "Make a new secret for signed returns",
          description: "At once: returns that were signed before do not fit any more.",
          errors: [],
        },
        ...writes,
        stepUp: [{ keys: "allowed" }],
      })
      .output(s.RedirectSecret),
  ),

  callbackSecret: query(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "GET",
          path: "/settings/callback-secret",
          status: 200,
          tag,
          summary: "Read the secret that signs callbacks of payments",
          errors: [],
        },
        ...callbacks,
      })
      .output(s.CallbackSecret),
  ),

  rotateCallbackSecret: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/settings/rotate-callback-secret",
          status: 200,
          tag,
          summary: "Make a new callback secret; both sign for 24 hours",
          description: `\`webhook-signature\` carries a signature by each for 24 hours, or until the rotation is finished. ${KASPAY_SIGNATURE_RULE}`,
          errors: ["conflict"],
        },
        ...callbacks,
      })
      .output(s.CallbackSecret),
  ),

  finishCallbackRotation: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/settings/rotate-callback-secret/finish",
          status: 200,
          tag,
          summary: "Finish the rotation: the old callback secret signs no more",
          errors: ["conflict"],
        },
        ...callbacks,
      })
      .output(s.CallbackSecret),
  ),

  previewWallet: mutation(keyed("settings:read").input(s.PreviewWallet).output(s.WalletPreview)),

  demoWallet: query(keyed("settings:read").output(s.DemoWallet)),

  searchWallet: mutation(keyed("settings:read").input(s.SearchWallet).output(s.WalletSearchResult)),
});

export const apiKeys = router({
  create: creation(
    keyed("settings:write")
      .meta({
        rest: {
          method: "POST",
          path: "/api-keys",
          status: 201,
          tag: "API keys",
          summary: "Create an API key; shown this once",
          description:
            "People only, and only with scopes that their own role has. An API key cannot make another one, whatever its scopes.",
          errors: ["conflict", "validation_error"],
          idempotent: true,
        },
        ...writes,
        stepUp: [{ keys: "refused" }],
      })
      .input(k.CreateApiKey)
      .output(k.ApiKeyCreated),
  ),

  list: query(
    keyed("settings:write")
      .meta({
        rest: {
          method: "GET",
          path: "/api-keys",
          status: 200,
          tag: "API keys",
          summary: "List API keys",
          errors: [],
        },
        ...writes,
      })
      .output(k.ApiKeyList),
  ),

  revoke: mutation(
    keyed("settings:write")
      .meta({
        rest: {
          method: "DELETE",
          path: "/api-keys/:id",
          status: 200,
          tag: "API keys",
          summary: "Revoke an API key at once",
          errors: ["not_found"],
        },
        ...writes,
        stepUp: [{ keys: "refused" }],
      })
      .input(ById)
      .output(Done),
  ),
});

/** What was done with the keys. */
export const requestLog = router({
  list: query(
    keyed("settings:read")
      .meta({
        rest: {
          method: "GET",
          path: "/request-log",
          status: 200,
          tag: "API keys",
          summary: "List the calls that were made with API keys, of the last 7 days",
          description:
            "Newest first, about a second after their answer. A call is in it when its key was known; while the database cannot keep up, calls are left out.",
          errors: [],
        },
        ...reads,
      })
      .input(l.ListRequests)
      .output(l.RequestList),
  ),
});
