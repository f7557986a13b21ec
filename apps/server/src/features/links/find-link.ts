// What other features ask of payment links, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import { linkRepository } from "./repository/links.ts";

type Links = ReturnType<typeof linkRepository>;

export const findLinkBySlug = (db: Db, slug: string): ReturnType<Links["bySlug"]> =>
  linkRepository(db).bySlug(slug);

/** A store's link with its counts. */
export const findLink = (db: Db, storeId: string, id: string): ReturnType<Links["get"]> =>
  linkRepository(db).get(storeId, id);

/** Those of the ids that are links of the store. */
export const linksByIds = (db: Db, ...query: Parameters<Links["byIds"]>): ReturnType<Links["byIds"]> =>
  linkRepository(db).byIds(...query);

export const linkStatus = (db: Db, storeId: string, id: string): ReturnType<Links["status"]> =>
  linkRepository(db).status(storeId, id);

export const listLinks = (db: Db, ...query: Parameters<Links["list"]>): ReturnType<Links["list"]> =>
  linkRepository(db).list(...query);

/** False when the slug is taken. */
export const insertLink = (db: Db, link: Parameters<Links["insert"]>[0]): Promise<boolean> =>
  linkRepository(db).insert(link);
