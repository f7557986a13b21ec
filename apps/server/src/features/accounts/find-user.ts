// What other features ask of people, in their own transaction.
import type { Db } from "../../database/unit-of-work.ts";
import type { User } from "./records.ts";
import { userRepository } from "./user-repository.ts";

export const findUser = (db: Db, id: string): Promise<User | null> => userRepository(db).byId(id);

/** Whether there is an account at all. */
export const anyUser = (db: Db): Promise<boolean> => userRepository(db).any();
