import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Mailer } from "../../mail/mailer.ts";
import type { Background } from "../../runtime/background.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Ids, Random } from "../../runtime/ids.ts";
import type { AccessTokens, PasswordHasher } from "../../security/secrets.ts";
import type { Audit } from "../audit/audit.ts";
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
