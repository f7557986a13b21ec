import type { Clock } from "../../ports/clock.ts";
import type { Mailer } from "../../ports/mailer.ts";
import type { Random } from "../../ports/random.ts";
import type { AccessTokens, PasswordHasher } from "../../ports/secrets.ts";
import type { UnitOfWork } from "../../ports/unit-of-work.ts";
import type { Audit } from "../acting.ts";
import type { Background } from "../background.ts";
import type { Ids } from "../make-ids.ts";
import type { Devices } from "./devices.ts";

export interface AccountDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly audit: Audit;
  readonly passwords: PasswordHasher;
  readonly accessTokens: AccessTokens;
  readonly mailer: Mailer;
  readonly background: Background;
  readonly devices: Devices;
  /** The only base of links in mails. */
  readonly publicUrl: string;
}
