import * as z from "zod";
import * as s from "../schemas/links.ts";
import { ById } from "../schemas/wire.ts";
import { creation, mutation, query } from "./answered.ts";
import { keyed, open, router } from "./base.ts";

const tag = "Payment links";
const reads = { auth: { level: "keyed", scope: "links:read" } } as const;
const writes = { auth: { level: "keyed", scope: "links:write" } } as const;
const refusals = [
  "amount_too_small",
  "amount_too_large",
  "unknown_currency",
  "redirect_url_not_allowed",
  "already_exists",
  "validation_error",
] as const;

export const links = router({
  create: creation(
    keyed("links:write")
      .meta({
        rest: {
          method: "POST",
          path: "/links",
          status: 201,
          tag,
          summary: "Create a payment link",
          errors: refusals,
          idempotent: true,
        },
        ...writes,
      })
      .input(s.CreateLink)
      .output(s.Link),
  ),

  list: query(
    keyed("links:read")
      .meta({
        rest: { method: "GET", path: "/links", status: 200, tag, summary: "List payment links", errors: [] },
        ...reads,
      })
      .input(s.ListLinks)
      .output(s.LinkList),
  ),

  get: query(
    keyed("links:read")
      .meta({
        rest: {
          method: "GET",
          path: "/links/:id",
          status: 200,
          tag,
          summary: "Read a payment link",
          errors: ["not_found"],
        },
        ...reads,
      })
      .input(ById)
      .output(s.Link),
  ),

  update: mutation(
    keyed("links:write")
      .meta({
        rest: {
          method: "PATCH",
          path: "/links/:id",
          aliases: [{ method: "PUT", path: "/links/:id" }],
          status: 200,
          tag,
          summary: "Change a payment link, for example publish or deactivate it",
          description: "A new price never touches existing payments.",
          errors: ["not_found", "conflict", ...refusals],
        },
        ...writes,
      })
      .input(s.UpdateLink)
      .output(s.Link),
  ),

  remove: mutation(
    keyed("links:write")
      .meta({
        rest: {
          method: "DELETE",
          path: "/links/:id",
          status: 200,
          tag,
          summary: "Delete a payment link; archive it once it has payments",
          errors: ["not_found"],
        },
        ...writes,
      })
      .input(ById)
      .output(s.Link),
  ),

  getPublic: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/links/public/:slug",
          status: 200,
          tag,
          summary: "Read what anybody may see of an active link",
          description: "What a checkout shows before a payment exists.",
          errors: ["not_found", "link_inactive", "link_expired"],
          cors: "any",
        },
        auth: { level: "open" },
      })
      .input(s.BySlug)
      .output(s.LinkPublic),
  ),

  slugAvailable: query(
    keyed("links:write")
      .input(s.BySlug)
      .output(z.object({ available: z.boolean() })),
  ),
});
