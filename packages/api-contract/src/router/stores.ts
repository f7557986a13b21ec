import * as s from "../schemas/stores.ts";
import { ById } from "../schemas/wire.ts";
import { creation, mutation, query } from "./answered.ts";
import { open, router, user } from "./base.ts";

const tag = "Stores";
const asUser = { auth: { level: "user" } } as const;

export const stores = router({
  list: query(
    user
      .meta({
        rest: {
          method: "GET",
          path: "/stores",
          status: 200,
          tag,
          summary: "List your stores",
          description: "All stores of the signed-in person, live and simulated.",
          errors: [],
        },
        ...asUser,
      })
      .output(s.StoreList),
  ),

  create: creation(
    user
      .meta({
        rest: {
          method: "POST",
          path: "/stores",
          status: 201,
          tag,
          summary: "Create a store, or the simulated twin of one",
          description: "A store belongs to one network for ever.",
          errors: ["not_found", "network_mismatch", "conflict"],
          idempotent: true,
        },
        ...asUser,
      })
      .input(s.CreateStore)
      .output(s.Store),
  ),

  update: mutation(
    user
      .meta({
        rest: {
          method: "PATCH",
          path: "/stores/:id",
          status: 200,
          tag,
          summary: "Change a store's name and details",
          description: "Only what is given changes. An archived store takes no new payments.",
          errors: ["not_found", "validation_error"],
        },
        ...asUser,
      })
      .input(s.UpdateStore)
      .output(s.Store),
  ),

  getPublic: query(
    open
      .meta({
        rest: {
          method: "GET",
          path: "/stores/:id/public",
          status: 200,
          tag,
          summary: "Read what anybody may see of a store",
          description: "Name, look and currencies, and whether it takes deposits.",
          errors: ["not_found"],
          cors: "any",
        },
        auth: { level: "open" },
      })
      .input(ById)
      .output(s.PublicStore),
  ),
});
