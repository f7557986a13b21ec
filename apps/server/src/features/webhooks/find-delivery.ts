// What other features ask of events and deliveries, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import { deliveryRepository } from "./repository/deliveries.ts";
import { endpointRepository, eventRepository } from "./repository/events.ts";

type Deliveries = ReturnType<typeof deliveryRepository>;
type Events = ReturnType<typeof eventRepository>;
type Endpoints = ReturnType<typeof endpointRepository>;

export const findEvent = (db: Db, ...query: Parameters<Events["get"]>): ReturnType<Events["get"]> =>
  eventRepository(db).get(...query);

/** The newest events of each payment without their bodies, at most `limit` of one. */
export const newestEvents = (
  db: Db,
  ...query: Parameters<Events["newestOf"]>
): ReturnType<Events["newestOf"]> => eventRepository(db).newestOf(...query);

export const findDelivery = (
  db: Db,
  ...query: Parameters<Deliveries["get"]>
): ReturnType<Deliveries["get"]> => deliveryRepository(db).get(...query);

export const listDeliveries = (
  db: Db,
  ...query: Parameters<Deliveries["list"]>
): ReturnType<Deliveries["list"]> => deliveryRepository(db).list(...query);

export const listEndpoints = (
  db: Db,
  ...query: Parameters<Endpoints["list"]>
): ReturnType<Endpoints["list"]> => endpointRepository(db).list(...query);
