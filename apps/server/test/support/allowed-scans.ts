/** A look across all stores: the table, a part of the statement's text by which it is known, and why it is allowed. */
interface AllowedScan {
  readonly table: string;
  readonly text: string;
  readonly reason: string;
}

/** Every other statement on a store's table names the store. docs/spec/data-model.md#statements */
export const ALLOWED_SCANS: readonly AllowedScan[] = [
  {
    table: "payments",
    text: "from payments where network = $1 and due_at <=",
    reason: "the follower looks for payments of any store whose time or depth has come",
  },
  {
    table: "payments",
    text: `from "payments" where "network" = $1 and "created_at" <= $2 and "expires_at" >=`,
    reason: "after a sync gap every payment of the network that was open in it has to be checked",
  },
  {
    table: "payments",
    text: "get_byte(uuid_send(id), 6) < 128",
    reason: "ids of payments made before ids named a shard: one index that holds these alone",
  },
  {
    table: "transfers",
    text: "join transfers t on t.tx_id = o.tx_id and t.output_index = o.output_index",
    reason: "the chain names outputs, and which store has one is the question",
  },
  {
    table: "transfers",
    text: "and accepting_block_hash = any(",
    reason: "a removed block names no stores",
  },
  {
    table: "transfers",
    text: `update "transfers" set "recheck" = $1 where "network" = $2 and "accepting_daa" >`,
    reason: "the cursor stepped back: outputs of any store above it are checked again",
  },
  {
    table: "transfers",
    text: `from "transfers" where "network" = $1 and "recheck" =`,
    reason: "outputs of any store that the replay did not find",
  },
  {
    table: "transfers",
    text: `from "transfers" where "network" = $1 and "status" = $2 and "payment_id" is not null and "accepting_daa"`,
    reason: "outputs of any store that wait for their depth, when a snapshot is checked",
  },
  {
    table: "transfers",
    text: "and status = 'detected' and seen_at <",
    reason: "mempool observations of any store that are a day old",
  },
  {
    table: "transfers",
    text: "select 1 from transfers t where t.network = n.network and t.script = n.script",
    reason: "an address is given again only if no store ever got money there: look-up by script",
  },
  {
    table: "transfers",
    text: "select 1 from transfers t where t.network = a.network and t.script = a.script",
    reason: "the same, when an address becomes free: look-up by script",
  },
  {
    table: "transfers",
    text: "from transfers where network = a.network and script = a.script",
    reason: "the recovery list shows what is on an address, whichever store received it: look-up by script",
  },
  {
    table: "deposits",
    text: "join deposits d on d.tx_id = o.tx_id and d.output_index = o.output_index",
    reason: "the chain names outputs, and which store has one is the question",
  },
  {
    table: "deposits",
    text: "from deposits where network = $1 and accepting_block_hash = any(",
    reason: "a removed block names no stores",
  },
  {
    table: "deposits",
    text: "update deposits set recheck = true where network = $1 and accepting_daa >",
    reason: "the cursor stepped back: deposits of any store above it are checked again",
  },
  {
    table: "deposits",
    text: "from deposits where network = $1 and recheck",
    reason: "deposits of any store that the replay did not find",
  },
  {
    table: "deposits",
    text: "from deposits where network = $1 and status = 'confirming'",
    reason: "deposits of any store that wait for their depth",
  },
  {
    table: "deliveries",
    text: "from deliveries where locked_until > now() group by 1, 2",
    reason: "the dispatcher looks for due deliveries of any store",
  },
  {
    table: "idempotency_keys",
    text: "from idempotency_keys where created_at <",
    reason: "the cleanup worker looks for old rows of any store",
  },
  {
    table: "api_requests",
    text: "from api_requests where at <",
    reason: "the cleanup worker looks for old rows of any store",
  },
  {
    table: "audit_log",
    text: `from "audit_log" where user_id =`,
    reason: "a person's own page lists what the person did to keys of any store",
  },
  {
    table: "endpoints",
    text: `select "id" from "endpoints" limit`,
    reason: "at the start: whether the database holds secrets at all",
  },
];
