import * as s from "../schemas/webhooks.ts";
import { ById, Done } from "../schemas/wire.ts";
import { KASPAY_SIGNATURE_RULE, RESEND_RULE } from "../webhook-rules.ts";
import { keyed, onceUnderKey, router } from "./base.ts";

const tag = "Webhooks";
const reads = { auth: { level: "keyed", scope: "webhooks:read" } } as const;
const writes = { auth: { level: "keyed", scope: "webhooks:write" } } as const;

export const webhooks = router({
  create: keyed("webhooks:write")
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
    .output(s.EndpointCreated)
    .mutation((call) =>
      onceUnderKey(call, () => call.ctx.handlers.webhooks.create(call.input, call.ctx.caller)),
    ),

  list: keyed("webhooks:read")
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
    .output(s.EndpointList)
    .query(({ ctx }) => ctx.handlers.webhooks.list(ctx.caller)),

  get: keyed("webhooks:read")
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
    .output(s.Endpoint)
    .query(({ ctx, input }) => ctx.handlers.webhooks.get(input, ctx.caller)),

  update: keyed("webhooks:write")
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
    .output(s.Endpoint)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.update(input, ctx.caller)),

  remove: keyed("webhooks:write")
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
    .output(Done)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.remove(input, ctx.caller)),

  rotateSecret: keyed("webhooks:write")
    .meta({
      rest: {
        method: "POST",
        path: "/webhooks/:id/rotate-secret",
        status: 200,
        tag,
        summary: "Make a new secret; both sign for 24 hours",
        description: `\`webhook-signature\` carries a signature by each for 24 hours, or until the rotation is finished. ${KASPAY_SIGNATURE_RULE} One rotation at a time: a second one is refused with \`conflict\` until the first is over.`,
        errors: ["not_found", "conflict"],
      },
      ...writes,
      stepUp: [{ keys: "allowed" }],
    })
    .input(ById)
    .output(s.RotatedSecret)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.rotateSecret(input, ctx.caller)),

  finishRotation: keyed("webhooks:write")
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
    .output(s.Endpoint)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.finishRotation(input, ctx.caller)),

  test: keyed("webhooks:write")
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
    .output(s.TestResult)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.test(input, ctx.caller)),

  resendFailed: keyed("webhooks:write")
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
    .output(s.ResendCount)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.resendFailed(input, ctx.caller)),

  listEndpointDeliveries: keyed("webhooks:read")
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
    .output(s.DeliveryList)
    .query(({ ctx, input }) => ctx.handlers.webhooks.listEndpointDeliveries(input, ctx.caller)),

  resendDelivery: keyed("webhooks:write")
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
    .output(s.Delivery)
    .mutation(({ ctx, input }) => ctx.handlers.webhooks.resendDelivery(input, ctx.caller)),

  listDeliveries: keyed("webhooks:read")
    .input(s.ListDeliveries)
    .output(s.DeliveryList)
    .query(({ ctx, input }) => ctx.handlers.webhooks.listDeliveries(input, ctx.caller)),

  getDelivery: keyed("webhooks:read")
    .input(ById)
    .output(s.DeliveryDetail)
    .query(({ ctx, input }) => ctx.handlers.webhooks.getDelivery(input, ctx.caller)),
});
