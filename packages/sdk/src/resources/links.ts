import type { Body, Query } from "../api-types.ts";
import type { RequestOptions, Transport } from "../transport.ts";

/** Payment links. */
export const links = (api: Transport) => ({
  /** Creates a link; share its `url`. */
  create: (link: Body<"POST /links">, options?: RequestOptions) =>
    api.call("POST /links", { body: link }, options),

  /** Reads a link. */
  retrieve: (id: string, options?: RequestOptions) => api.call("GET /links/{id}", { id }, options),

  /** Links, newest first. */
  list: (filters?: Query<"GET /links">, options?: RequestOptions) =>
    api.list("GET /links", { query: filters }, options),

  /** Changes a link; payments that exist keep their terms. */
  update: (id: string, fields: Body<"PATCH /links/{id}">, options?: RequestOptions) =>
    api.call("PATCH /links/{id}", { id, body: fields }, options),

  /** Deletes a link, or archives it when it has payments. */
  delete: (id: string, options?: RequestOptions) => api.call("DELETE /links/{id}", { id }, options),
});
