import { type Kysely, type Selectable, sql } from "kysely";
import type { Session, SessionRecords } from "../../../ports/records/account-records.ts";
import type { Database } from "../../database.ts";
import type { SessionsTable } from "../../tables/account-tables.ts";
import { sessionIds, userIds } from "../id-kinds.ts";
import { dateOrNull, millis, millisOrNull } from "../json-columns.ts";

export function createSessionRecords(db: Kysely<Database>): SessionRecords {
  return { ...sessionReads(db), ...sessionWrites(db), ...sessionEnds(db) };
}

type SessionReads = Pick<SessionRecords, "byTokenHash" | "byId" | "listOpen" | "knowsAddress">;

type SessionWrites = Pick<SessionRecords, "insert" | "touch" | "renew">;

function sessionWrites(db: Kysely<Database>): SessionWrites {
  return {
    async insert(session) {
      await db
        .insertInto("sessions")
        .values({
          id: sessionIds.toUuid(session.id),
          user_id: userIds.toUuid(session.userId),
          kind: session.kind,
          token_hash: Buffer.from(session.tokenHash),
          generation: session.generation,
          remember: session.remember,
          ip: session.ip,
          user_agent: session.userAgent,
          created_at: new Date(session.createdAt),
          last_seen_at: new Date(session.lastSeenAt),
          expires_at: new Date(session.expiresAt),
          stepped_up_at: dateOrNull(session.steppedUpAt),
          ended_at: dateOrNull(session.endedAt),
        })
        .execute();
    },
    async touch(id, now) {
      await db
        .updateTable("sessions")
        .set({ last_seen_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .execute();
    },
    async renew(id, from, tokenHash, now) {
      const row = await db
        .updateTable("sessions")
        .set({
          token_hash: Buffer.from(tokenHash),
          generation: from + 1,
          stepped_up_at: new Date(now),
          last_seen_at: new Date(now),
        })
        .where("id", "=", sessionIds.toUuid(id))
        .where("generation", "=", from)
        .where("ended_at", "is", null)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
  };
}

function sessionEnds(db: Kysely<Database>): Omit<SessionRecords, keyof SessionReads | keyof SessionWrites> {
  return {
    async end(userId, id, now) {
      const row = await db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      return row !== undefined;
    },
    async endById(id, now) {
      await db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .where("ended_at", "is", null)
        .execute();
    },
    async endOthers(userId, keepId, now) {
      let query = db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null);
      if (keepId !== null) query = query.where("id", "<>", sessionIds.toUuid(keepId));
      return (await query.returning("id").execute()).length;
    },
    async sweep(before, limit) {
      const { rows } = await sql<{ id: string }>`
        delete from sessions where id in (
          select id from sessions where expires_at < ${new Date(before)} order by expires_at limit ${limit}
          for update skip locked
        ) returning id`.execute(db);
      return rows.length;
    },
  };
}

function sessionReads(db: Kysely<Database>): SessionReads {
  return {
    async byTokenHash(hash) {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("token_hash", "=", Buffer.from(hash))
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async byId(id) {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("id", "=", sessionIds.toUuid(id))
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async knowsAddress(email, ip) {
      const { rows } = await sql`
        select 1 from users u where lower(u.email) = ${email.toLowerCase()}
        and exists (select 1 from sessions s where s.user_id = u.id and s.ip = ${ip})`.execute(db);
      return rows.length > 0;
    },
    async listOpen(userId, now) {
      const rows = await db
        .selectFrom("sessions")
        .selectAll()
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null)
        .where("expires_at", ">", new Date(now))
        .orderBy("created_at", "desc")
        .limit(100)
        .execute();
      return rows.map(toSession);
    },
  };
}

function toSession(row: Selectable<SessionsTable>): Session {
  return {
    id: sessionIds.toWire(row.id),
    userId: userIds.toWire(row.user_id),
    kind: row.kind,
    tokenHash: row.token_hash,
    generation: row.generation,
    remember: row.remember,
    ip: row.ip,
    userAgent: row.user_agent,
    createdAt: millis(row.created_at),
    lastSeenAt: millis(row.last_seen_at),
    expiresAt: millis(row.expires_at),
    steppedUpAt: millisOrNull(row.stepped_up_at),
    endedAt: millisOrNull(row.ended_at),
  };
}
