import type { Command } from "./command.ts";
import { keys } from "./commands/keys.ts";
import { listen } from "./commands/listen.ts";
import { login } from "./commands/login.ts";
import { payments } from "./commands/payments.ts";
import { tail } from "./commands/tail.ts";
import { trigger } from "./commands/trigger.ts";
import { webhooks } from "./commands/webhooks.ts";

/** In the order of the help. */
export const COMMANDS: readonly Command[] = [login, listen, trigger, ...payments, tail, ...webhooks, ...keys];
