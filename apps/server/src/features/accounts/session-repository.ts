import { type Selectable, sql } from "kysely";
import { dateOrNull, millis, millisOrNull } from "../../database/json-columns.ts";
import type { SessionsTable } from "../../database/tables/account-tables.ts";
import type { Db } from "../../database/unit-of-work.ts";
import { sessionIds, userIds } from "../../database/wire-ids.ts";
import type { Session } from "./records.ts";

export function sessionRepository(db: Db) {
  return { ...sessionReads(db), ...sessionWrites(db), ...sessionEnds(db) };
}

function sessionWrites(db: Db) {
  return {
    async insert(session: Session): Promise<void> {
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
    async touch(id: string, now: number): Promise<void> {
      await db
        .updateTable("sessions")
        .set({ last_seen_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .execute();
    },
    /**
     * The next generation of an open session whose password was proved just now: its former proofs are void. Null when
     * the session ended, or when `from` is no longer its generation.
     */
    async renew(id: string, from: number, tokenHash: Uint8Array, now: number): Promise<Session | null> {
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

function sessionEnds(db: Db) {
  return {
    /** False when there is no such open session of this user. */
    async end(userId: string, id: string, now: number): Promise<boolean> {
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
    /** Ends a session of any user; nothing when it ended already. */
    async endById(id: string, now: number): Promise<void> {
      await db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("id", "=", sessionIds.toUuid(id))
        .where("ended_at", "is", null)
        .execute();
    },
    async endOthers(userId: string, keepId: string | null, now: number): Promise<number> {
      let query = db
        .updateTable("sessions")
        .set({ ended_at: new Date(now) })
        .where("user_id", "=", userIds.toUuid(userId))
        .where("ended_at", "is", null);
      if (keepId !== null) query = query.where("id", "<>", sessionIds.toUuid(keepId));
      return (await query.returning("id").execute()).length;
    },
    /** Removes rows that ended before the given time; at most `limit`. */
    async sweep(before: number, limit: number): Promise<number> {
      const { rows } = await sql<{ id: string }>`
        delete from sessions where id in (
          select id from sessions where expires_at < ${new Date(before)} order by expires_at limit ${limit}
          for update skip locked
        ) returning id`.execute(db);
      return rows.length;
    },
  };
}

function sessionReads(db: Db) {
  return {
    async byTokenHash(hash: Uint8Array): Promise<Session | null> {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("token_hash", "=", Buffer.from(hash))
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    async byId(id: string): Promise<Session | null> {
      const row = await db
        .selectFrom("sessions")
        .selectAll()
        .where("id", "=", sessionIds.toUuid(id))
        .executeTakeFirst();
      return row === undefined ? null : toSession(row);
    },
    /** Whether somebody has signed in to this account from this address, in sessions that are still kept. */
    async hasSignedInFrom(email: string, ip: string): Promise<boolean> {
      const { rows } = await sql`
        select 1 from users u where lower(u.email) = ${email.toLowerCase()}
        and exists (select 1 from sessions s where s.user_id = u.id and s.ip = ${ip})`.execute(db);
      return rows.length > 0;
    },
    async listOpen(userId: string, now: number): Promise<Session[]> {
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
