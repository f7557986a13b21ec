import * as s from "../schemas/webhooks.ts";
import { ById, Done } from "../schemas/wire.ts";
import { KASPAY_SIGNATURE_RULE, RESEND_RULE } from "../webhook-rules.ts";
import { creation, mutation, query } from "./answered.ts";
import { keyed, router } from "./base.ts";

const tag = "Webhooks";
const reads = { auth: { level: "keyed", scope: "webhooks:read" } } as const;
const writes = { auth: { level: "keyed", scope: "webhooks:write" } } as const;

export const webhooks = router({
  create: creation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/webhooks",
          status: 201,
          tag,
          summary: "Register a webhook endpoint",
          description:
            "The secret is in this answer only. Events of payments and transfers (and `*`) need the scope `payments:read` as well.",
          errors: ["invalid_url", "conflict"],
          idempotent: true,
        },
        ...writes,
        stepUp: [{ keys: "allowed" }],
      })
      .input(s.CreateEndpoint)
      .output(s.EndpointCreated),
  ),

  list: query(
    keyed("webhooks:read")
      .meta({
        rest: {
          method: "GET",
          path: "/webhooks",
          status: 200,
          tag,
          summary: "List webhook endpoints",
          errors: [],
        },
        ...reads,
      })
      .output(s.EndpointList),
  ),

  get: query(
    keyed("webhooks:read")
      .meta({
        rest: {
          method: "GET",
          path: "/webhooks/:id",
          status: 200,
          tag,
          summary: "Read a webhook endpoint",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.Endpoint),
  ),

  update: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "PATCH",
          path: "/webhooks/:id",
          aliases: [{ method: "PUT", path: "/webhooks/:id" }],
          status: 200,
          tag,
          summary: "Change a webhook endpoint",
          description:
            "An endpoint that is sent events of payments or transfers is changed with the scope `payments:read` as well; to switch it off, `webhooks:write` is enough.",
          errors: ["not_found", "invalid_url"],
        },
        ...writes,
        stepUp: [{ fields: ["url"], keys: "allowed" }],
      })
      .input(s.UpdateEndpoint)
      .output(s.Endpoint),
  ),

  remove: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "DELETE",
          path: "/webhooks/:id",
          status: 200,
          tag,
          summary: "Delete a webhook endpoint",
          errors: ["not_found"],
        },
        ...writes,
      })
      .input(ById)
      .output(Done),
  ),

  rotateSecret: creation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/webhooks/:id/rotate-secret",
          status: 200,
          tag,
          summary: "Make a new secret; both sign for 24 hours",
          description: `\`webhook-signature\` carries a signature by each for 24 hours, or until the rotation is finished. ${KASPAY_SIGNATURE_RULE} One rotation at a time: a second one is refused with \`conflict\` until the first is over. Send an \`Idempotency-Key\`: a repeat under the same key answers the same secret.`,
          errors: ["not_found", "conflict"],
          idempotent: true,
        },
        ...writes,
        stepUp: [{ keys: "allowed" }],
      })
      .input(ById)
      .output(s.RotatedSecret),
  ),

  finishRotation: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/webhooks/:id/rotate-secret/finish",
          status: 200,
          tag,
          summary: "Finish a rotation: the old secret signs no more",
          description:
            "Call it when your receivers know the new secret, or at once when the old one leaked. Without a rotation under way it answers `conflict`.",
          errors: ["not_found", "conflict"],
        },
        ...writes,
        stepUp: [{ keys: "allowed" }],
      })
      .input(ById)
      .output(s.Endpoint),
  ),

  test: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/webhooks/:id/test",
          status: 200,
          tag,
          summary: "Send a test event now and see the exact result",
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(s.TestEndpoint)
      .output(s.TestResult),
  ),

  resendFailed: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/webhooks/:id/resend-failed",
          status: 202,
          tag,
          summary: "Send again all that failed since a time",
          description: RESEND_RULE,
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(s.ResendFailed)
      .output(s.ResendCount),
  ),

  listEndpointDeliveries: query(
    keyed("webhooks:read")
      .meta({
        rest: {
          method: "GET",
          path: "/webhooks/:id/deliveries",
          status: 200,
          tag,
          summary: "List an endpoint's deliveries",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(s.ListEndpointDeliveries)
      .output(s.DeliveryList),
  ),

  resendDelivery: mutation(
    keyed("webhooks:write")
      .meta({
        rest: {
          method: "POST",
          path: "/deliveries/:id/resend",
          status: 202,
          tag,
          summary: "Send one delivery again, under the same event id",
          description: RESEND_RULE,
          errors: ["not_found", "conflict"],
        },
        ...writes,
      })
      .input(ById)
      .output(s.Delivery),
  ),

  listDeliveries: query(keyed("webhooks:read").input(s.ListDeliveries).output(s.DeliveryList)),

  getDelivery: query(keyed("webhooks:read").input(ById).output(s.DeliveryDetail)),
});
