-- The database after all migrations, read from PostgreSQL's catalogue by `npm run gen`. Do not edit.

CREATE TABLE account_actions (
  id uuid NOT NULL,
  user_id uuid,
  actor text NOT NULL,
  action text NOT NULL,
  target text,
  before_hash text,
  after_hash text,
  ip text,
  request_id text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT account_actions_pkey PRIMARY KEY (id)
);
CREATE INDEX account_actions_user ON public.account_actions USING btree (user_id, id DESC);

CREATE TABLE address_assignments (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  network text NOT NULL,
  script text NOT NULL,
  mode text NOT NULL,
  amount_sompi bigint,
  from_daa bigint NOT NULL,
  state text NOT NULL,
  assigned_at timestamp with time zone NOT NULL,
  released_at timestamp with time zone,
  released_daa bigint,
  CONSTRAINT address_assignments_pkey PRIMARY KEY (script, id),
  CONSTRAINT address_assignments_check CHECK (((mode = 'address'::text) = (amount_sompi IS NOT NULL))),
  CONSTRAINT address_assignments_mode_check CHECK ((mode = ANY (ARRAY['xpub'::text, 'address'::text]))),
  CONSTRAINT address_assignments_state_check CHECK ((state = ANY (ARRAY['held'::text, 'released'::text])))
);
CREATE UNIQUE INDEX address_assignments_address ON public.address_assignments USING btree (network, script) WHERE ((state = 'held'::text) AND (mode = 'xpub'::text));
CREATE UNIQUE INDEX address_assignments_amount ON public.address_assignments USING btree (network, script, amount_sompi) WHERE ((state = 'held'::text) AND (mode = 'address'::text));
CREATE UNIQUE INDEX address_assignments_payment ON public.address_assignments USING btree (store_id, payment_id, script, amount_sompi);
CREATE INDEX address_assignments_script ON public.address_assignments USING btree (network, script, assigned_at DESC);
CREATE INDEX address_assignments_sum ON public.address_assignments USING btree (network, script, amount_sompi) WHERE (mode = 'address'::text);

CREATE TABLE address_counters (
  network text NOT NULL,
  key_hash text NOT NULL,
  next_index integer NOT NULL,
  highest_paid integer NOT NULL DEFAULT '-1'::integer,
  gap_alerted_at timestamp with time zone,
  CONSTRAINT address_counters_pkey PRIMARY KEY (network, key_hash),
  CONSTRAINT address_counters_next_index_check CHECK ((next_index >= 0))
);

CREATE TABLE addresses (
  network text NOT NULL,
  script text NOT NULL,
  address text NOT NULL,
  store_id uuid NOT NULL,
  key_hash text NOT NULL,
  mode text NOT NULL,
  branch integer,
  address_index integer,
  first_paid_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  free_since timestamp with time zone,
  deposit_account_id uuid,
  CONSTRAINT addresses_pkey PRIMARY KEY (script, network),
  CONSTRAINT addresses_mode_check CHECK ((mode = ANY (ARRAY['xpub'::text, 'address'::text])))
);
CREATE INDEX addresses_free ON public.addresses USING btree (network, key_hash, free_since) WHERE (free_since IS NOT NULL);
CREATE INDEX addresses_key ON public.addresses USING btree (network, key_hash, address_index);
CREATE INDEX addresses_paid ON public.addresses USING btree (store_id, script) WHERE (first_paid_at IS NOT NULL);
CREATE INDEX addresses_store ON public.addresses USING btree (store_id, created_at);

CREATE TABLE api_keys (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  name text NOT NULL,
  key_hash bytea NOT NULL,
  prefix text NOT NULL,
  last_four text NOT NULL,
  scopes text[] NOT NULL,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  last_used_ip text,
  browser_use_at timestamp with time zone,
  revoked_at timestamp with time zone,
  reads_per_minute integer,
  writes_per_minute integer,
  CONSTRAINT api_keys_pkey PRIMARY KEY (id),
  CONSTRAINT api_keys_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(id),
  CONSTRAINT api_keys_reads_per_minute_check CHECK ((reads_per_minute > 0)),
  CONSTRAINT api_keys_writes_per_minute_check CHECK ((writes_per_minute > 0))
);
CREATE UNIQUE INDEX api_keys_hash ON public.api_keys USING btree (key_hash);
CREATE INDEX api_keys_store ON public.api_keys USING btree (store_id, created_at DESC);

CREATE TABLE api_requests (
  store_id uuid NOT NULL,
  id uuid NOT NULL,
  key_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  method text NOT NULL,
  route text NOT NULL,
  status integer NOT NULL,
  code text,
  request_id text NOT NULL,
  duration_ms integer NOT NULL,
  body jsonb,
  CONSTRAINT api_requests_pkey PRIMARY KEY (store_id, id)
);
CREATE INDEX api_requests_age ON public.api_requests USING btree (at);
CREATE INDEX api_requests_key ON public.api_requests USING btree (store_id, key_id, id DESC);
CREATE INDEX api_requests_refused ON public.api_requests USING btree (store_id, id DESC) WHERE (status >= 400);
CREATE INDEX api_requests_request ON public.api_requests USING btree (store_id, request_id);

CREATE TABLE audit_log (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  user_id uuid,
  actor text NOT NULL,
  action text NOT NULL,
  target text,
  before_hash text,
  after_hash text,
  ip text,
  request_id text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT audit_log_pkey PRIMARY KEY (store_id, id)
);
CREATE INDEX audit_log_user ON public.audit_log USING btree (user_id, id DESC);

CREATE TABLE cursor_ladder (
  network text NOT NULL,
  daa bigint NOT NULL,
  hash text NOT NULL,
  blue bigint NOT NULL,
  block_time timestamp with time zone NOT NULL,
  CONSTRAINT cursor_ladder_pkey PRIMARY KEY (network, daa)
);

CREATE TABLE cursors (
  network text NOT NULL,
  hash text NOT NULL,
  daa bigint NOT NULL,
  blue bigint NOT NULL,
  block_time timestamp with time zone NOT NULL,
  chain_time timestamp with time zone NOT NULL,
  recent_times jsonb NOT NULL,
  virtual_daa bigint NOT NULL,
  node text NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  outage_id uuid,
  CONSTRAINT cursors_pkey PRIMARY KEY (network)
);

CREATE TABLE deliveries (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  payment_id uuid,
  event_type text NOT NULL,
  state text NOT NULL,
  body text,
  attempts integer NOT NULL,
  next_attempt_at timestamp with time zone,
  locked_until timestamp with time zone,
  locked_by text,
  last_status integer,
  last_error text,
  last_latency_ms integer,
  created_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  untried_sequence integer,
  resent boolean NOT NULL DEFAULT false,
  CONSTRAINT deliveries_pkey PRIMARY KEY (store_id, endpoint_id, event_id),
  CONSTRAINT deliveries_state CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
) PARTITION BY RANGE (event_id);
CREATE INDEX deliveries_due ON public.deliveries USING btree (store_id, endpoint_id, next_attempt_at) WHERE (state = 'pending'::text);
CREATE INDEX deliveries_endpoint ON public.deliveries USING btree (store_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX deliveries_event ON public.deliveries USING btree (store_id, event_id);
CREATE INDEX deliveries_payment ON public.deliveries USING btree (store_id, payment_id, created_at) WHERE (payment_id IS NOT NULL);
CREATE INDEX deliveries_running ON public.deliveries USING btree (store_id, endpoint_id) WHERE (locked_until IS NOT NULL);
CREATE INDEX deliveries_store ON public.deliveries USING btree (store_id, created_at DESC, id DESC);
CREATE INDEX deliveries_untried ON public.deliveries USING btree (store_id, endpoint_id, payment_id, untried_sequence) WHERE (untried_sequence IS NOT NULL);

CREATE TABLE delivery_attempts (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  event_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  attempt integer NOT NULL,
  at timestamp with time zone NOT NULL,
  status integer,
  error_class text,
  message text,
  latency_ms integer NOT NULL,
  request_headers jsonb NOT NULL,
  response_snippet text,
  CONSTRAINT delivery_attempts_pkey PRIMARY KEY (store_id, event_id, delivery_id, id)
) PARTITION BY RANGE (event_id);

CREATE TABLE deposit_accounts (
  store_id uuid NOT NULL,
  id uuid NOT NULL,
  external_user_id text NOT NULL,
  label text,
  metadata jsonb NOT NULL,
  network text NOT NULL,
  address text NOT NULL,
  script text NOT NULL,
  address_index integer NOT NULL,
  created_daa bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT deposit_accounts_pkey PRIMARY KEY (store_id, id)
);
CREATE INDEX deposit_accounts_address ON public.deposit_accounts USING btree (store_id, address);
CREATE UNIQUE INDEX deposit_accounts_user ON public.deposit_accounts USING btree (store_id, external_user_id);

CREATE TABLE deposit_settings (
  store_id uuid NOT NULL,
  enabled boolean NOT NULL,
  currency text NOT NULL,
  minimum_minor bigint,
  maximum_minor bigint,
  required_confirmations integer,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT deposit_settings_pkey PRIMARY KEY (store_id)
);

CREATE TABLE deposits (
  store_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  network text NOT NULL,
  address text NOT NULL,
  script text NOT NULL,
  tx_id text NOT NULL,
  output_index integer NOT NULL,
  sompi bigint NOT NULL,
  status text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  accepting_block_hash text,
  accepting_daa bigint,
  required_confirmations integer NOT NULL,
  confirm_due_daa bigint,
  confirmed_at timestamp with time zone,
  coinbase boolean NOT NULL,
  covenant_id text,
  input_addresses jsonb NOT NULL,
  currency text NOT NULL,
  rate text,
  minimum_sompi bigint NOT NULL,
  maximum_sompi bigint,
  vanished boolean NOT NULL,
  version integer NOT NULL,
  sequence integer NOT NULL,
  recheck boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT deposits_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT deposits_sompi_check CHECK ((sompi >= 0)),
  CONSTRAINT deposits_status_check CHECK ((status = ANY (ARRAY['confirming'::text, 'confirmed'::text, 'below_minimum'::text, 'covenant'::text, 'reverted'::text])))
);
CREATE INDEX deposits_account ON public.deposits USING btree (store_id, account_id, id DESC);
CREATE INDEX deposits_block ON public.deposits USING btree (accepting_block_hash) WHERE (accepting_block_hash IS NOT NULL);
CREATE INDEX deposits_daa ON public.deposits USING btree (network, accepting_daa) WHERE (accepting_daa IS NOT NULL);
CREATE INDEX deposits_due ON public.deposits USING btree (network, confirm_due_daa) WHERE (status = 'confirming'::text);
CREATE INDEX deposits_outpoint ON public.deposits USING btree (tx_id, output_index);
CREATE UNIQUE INDEX deposits_output ON public.deposits USING btree (store_id, tx_id, output_index);
CREATE INDEX deposits_recheck ON public.deposits USING btree (network) WHERE recheck;
CREATE INDEX deposits_status ON public.deposits USING btree (store_id, status, id DESC);

CREATE TABLE disbursement_outputs (
  store_id uuid NOT NULL,
  disbursement_id uuid NOT NULL,
  tx_id text NOT NULL,
  output_index integer NOT NULL,
  network text NOT NULL,
  status text NOT NULL,
  source text NOT NULL,
  accepting_block_hash text,
  accepting_daa bigint,
  accepted_at timestamp with time zone NOT NULL,
  recheck boolean NOT NULL DEFAULT false,
  CONSTRAINT disbursement_outputs_pkey PRIMARY KEY (store_id, disbursement_id, tx_id, output_index),
  CONSTRAINT disbursement_outputs_source CHECK ((source = ANY (ARRAY['wallet'::text, 'unknown'::text, 'attached'::text]))),
  CONSTRAINT disbursement_outputs_status CHECK ((status = ANY (ARRAY['accepted'::text, 'confirmed'::text, 'reverted'::text])))
);
CREATE INDEX disbursement_outputs_block ON public.disbursement_outputs USING btree (network, accepting_block_hash) WHERE (accepting_block_hash IS NOT NULL);
CREATE INDEX disbursement_outputs_recheck ON public.disbursement_outputs USING btree (network) WHERE recheck;
CREATE INDEX disbursement_outputs_tx ON public.disbursement_outputs USING btree (tx_id, output_index);

CREATE TABLE disbursement_watches (
  script text NOT NULL,
  network text NOT NULL,
  disbursement_id uuid NOT NULL,
  store_id uuid NOT NULL,
  amount_sompi bigint NOT NULL,
  forget_at timestamp with time zone,
  CONSTRAINT disbursement_watches_pkey PRIMARY KEY (script, disbursement_id)
);
CREATE INDEX disbursement_watches_forget ON public.disbursement_watches USING btree (forget_at) WHERE (forget_at IS NOT NULL);
CREATE UNIQUE INDEX disbursement_watches_sum ON public.disbursement_watches USING btree (script, network, amount_sompi, store_id);

CREATE TABLE disbursements (
  store_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  payment_id uuid,
  network text NOT NULL,
  status text NOT NULL,
  version integer NOT NULL,
  sequence integer NOT NULL,
  amount_sompi bigint NOT NULL,
  address text,
  script text,
  approved boolean NOT NULL,
  required_confirmations integer NOT NULL,
  watched_from_daa bigint,
  ended jsonb,
  paid_by text,
  order_id text,
  details jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  due_at timestamp with time zone,
  due_daa bigint,
  CONSTRAINT disbursements_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT disbursements_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(id),
  CONSTRAINT disbursements_amount_sompi_check CHECK ((amount_sompi > 0)),
  CONSTRAINT disbursements_destination CHECK (((address IS NULL) = (script IS NULL))),
  CONSTRAINT disbursements_kind CHECK ((kind = ANY (ARRAY['refund'::text, 'payout'::text]))),
  CONSTRAINT disbursements_of_payment CHECK (((kind = 'refund'::text) = (payment_id IS NOT NULL))),
  CONSTRAINT disbursements_status CHECK ((status = ANY (ARRAY['awaiting_approval'::text, 'awaiting_destination'::text, 'awaiting_signature'::text, 'broadcast'::text, 'confirmed'::text, 'failed'::text, 'canceled'::text])))
);
CREATE INDEX disbursements_due_at ON public.disbursements USING btree (network, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX disbursements_due_daa ON public.disbursements USING btree (network, due_daa) WHERE (due_daa IS NOT NULL);
CREATE INDEX disbursements_list ON public.disbursements USING btree (store_id, kind, id DESC);
CREATE INDEX disbursements_order ON public.disbursements USING btree (store_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX disbursements_payment ON public.disbursements USING btree (store_id, payment_id) WHERE (payment_id IS NOT NULL);

CREATE TABLE endpoints (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL,
  matches text[] NOT NULL,
  format text NOT NULL,
  description text,
  sealed_secret bytea,
  sealed_previous_secret bytea,
  previous_secret_until timestamp with time zone,
  state text NOT NULL,
  disabled_reason text,
  failing_since timestamp with time zone,
  failures_in_row integer NOT NULL DEFAULT 0,
  last_delivery_at timestamp with time zone,
  last_status integer,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  callback_host text,
  CONSTRAINT endpoints_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT endpoints_format_check CHECK ((format = ANY (ARRAY['event'::text, 'flat'::text]))),
  CONSTRAINT endpoints_secret CHECK (((sealed_secret IS NULL) = (callback_host IS NOT NULL))),
  CONSTRAINT endpoints_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text, 'deleted'::text])))
);
CREATE UNIQUE INDEX endpoints_callback_host ON public.endpoints USING btree (store_id, callback_host) WHERE (callback_host IS NOT NULL);

CREATE TABLE events (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  payment_id uuid,
  sequence integer,
  type text NOT NULL,
  body text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT events_of_payment CHECK (((payment_id IS NULL) = (sequence IS NULL)))
) PARTITION BY RANGE (id);

CREATE TABLE idempotency_keys (
  store_id uuid NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  body text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  scope text NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (store_id, scope, key)
);
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);

CREATE TABLE leases (
  name text NOT NULL,
  holder text NOT NULL,
  epoch bigint NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT leases_pkey PRIMARY KEY (name)
);

CREATE TABLE links (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  slug text NOT NULL,
  title text NOT NULL,
  description text,
  status text NOT NULL,
  amount numeric,
  currency text NOT NULL,
  expiry_minutes integer NOT NULL,
  success_message text,
  redirect_url text,
  cancel_url text,
  expires_at timestamp with time zone,
  options jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT links_pkey PRIMARY KEY (id),
  CONSTRAINT links_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(id),
  CONSTRAINT links_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'inactive'::text, 'archived'::text])))
);
CREATE UNIQUE INDEX links_slug ON public.links USING btree (slug);
CREATE INDEX links_store ON public.links USING btree (store_id, id DESC);

CREATE TABLE outages (
  id uuid NOT NULL,
  network text NOT NULL,
  began_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT outages_pkey PRIMARY KEY (id)
);
CREATE INDEX outages_network ON public.outages USING btree (network, began_at DESC);

CREATE TABLE password_resets (
  token_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT password_resets_pkey PRIMARY KEY (token_hash),
  CONSTRAINT password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX password_resets_expiry ON public.password_resets USING btree (expires_at);
CREATE INDEX password_resets_user ON public.password_resets USING btree (user_id, created_at);

CREATE TABLE payment_notes (
  store_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  text text NOT NULL,
  actor text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT payment_notes_pkey PRIMARY KEY (store_id, id)
);
CREATE INDEX payment_notes_payment ON public.payment_notes USING btree (store_id, payment_id, id DESC);

CREATE TABLE payments (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  network text NOT NULL,
  link_id uuid,
  status text NOT NULL,
  version integer NOT NULL,
  sequence integer NOT NULL,
  price jsonb NOT NULL,
  quotes jsonb NOT NULL,
  chosen_quote integer,
  policy jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_daa bigint NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  required_confirmations integer NOT NULL,
  expected_sompi bigint,
  threshold_sompi bigint NOT NULL,
  seen_sompi bigint NOT NULL,
  received_sompi bigint NOT NULL,
  credited_sompi bigint NOT NULL,
  confirmed_sompi bigint NOT NULL,
  missing_sompi bigint NOT NULL,
  top_up_sompi bigint NOT NULL,
  overpaid_sompi bigint NOT NULL,
  refunded_sompi bigint NOT NULL,
  mark jsonb,
  accepted_short_sompi bigint,
  late_admitted boolean NOT NULL,
  attention jsonb NOT NULL,
  open_attention text[] NOT NULL,
  refund_status text NOT NULL,
  confirmed_at timestamp with time zone,
  was_confirmed boolean NOT NULL,
  was_expired boolean NOT NULL,
  last_revert_at timestamp with time zone,
  first_seen_at timestamp with time zone,
  confirmed_sent boolean NOT NULL,
  refunds jsonb NOT NULL,
  ended_at timestamp with time zone,
  due_at timestamp with time zone,
  due_daa bigint,
  address text NOT NULL,
  script text NOT NULL,
  address_index integer,
  address_mode text NOT NULL,
  currency text NOT NULL,
  fiat_amount numeric,
  order_id text,
  order_guard text,
  title text,
  description text,
  items jsonb NOT NULL,
  metadata jsonb NOT NULL,
  metadata_by_payer boolean NOT NULL,
  customer_email text,
  customer_name text,
  customer_note text,
  success_message text,
  redirect_url text,
  cancel_url text,
  visitor text,
  visitor_network text,
  replaces uuid,
  replaced_by uuid,
  asked_sompi bigint,
  terminal text,
  surcharge jsonb,
  callback_url text,
  CONSTRAINT payments_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT payments_address_mode_check CHECK ((address_mode = ANY (ARRAY['xpub'::text, 'address'::text]))),
  CONSTRAINT payments_refund_status_check CHECK ((refund_status = ANY (ARRAY['none'::text, 'partial'::text, 'full'::text]))),
  CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'underpaid'::text, 'confirming'::text, 'confirmed'::text, 'expired'::text, 'canceled'::text, 'invalid'::text])))
);
CREATE INDEX payments_asked ON public.payments USING btree (store_id, asked_sompi) WHERE (asked_sompi IS NOT NULL);
CREATE INDEX payments_attention ON public.payments USING btree (store_id, id DESC) WHERE (open_attention <> '{}'::text[]);
CREATE INDEX payments_created ON public.payments USING btree (store_id, created_at);
CREATE INDEX payments_due_at ON public.payments USING btree (network, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX payments_due_daa ON public.payments USING btree (network, due_daa) WHERE (due_daa IS NOT NULL);
CREATE INDEX payments_email ON public.payments USING btree (store_id, lower(customer_email)) WHERE (customer_email IS NOT NULL);
CREATE INDEX payments_expected ON public.payments USING btree (store_id, expected_sompi) WHERE (expected_sompi IS NOT NULL);
CREATE INDEX payments_fiat ON public.payments USING btree (store_id, fiat_amount) WHERE (fiat_amount IS NOT NULL);
CREATE INDEX payments_last_name ON public.payments USING btree (store_id, lower("substring"(customer_name, '\S+$'::text)) text_pattern_ops) WHERE (customer_name IS NOT NULL);
CREATE INDEX payments_link ON public.payments USING btree (store_id, link_id, id DESC) WHERE (link_id IS NOT NULL);
CREATE INDEX payments_name ON public.payments USING btree (store_id, lower(customer_name) text_pattern_ops) WHERE (customer_name IS NOT NULL);
CREATE INDEX payments_old_id ON public.payments USING btree (id) WHERE (get_byte(uuid_send(id), 6) < 128);
CREATE INDEX payments_order ON public.payments USING btree (store_id, order_id) WHERE (order_id IS NOT NULL);
CREATE UNIQUE INDEX payments_order_guard ON public.payments USING btree (store_id, order_guard) WHERE (order_guard IS NOT NULL);
CREATE INDEX payments_refunded ON public.payments USING btree (store_id, id DESC) WHERE (refund_status <> 'none'::text);
CREATE UNIQUE INDEX payments_replaces ON public.payments USING btree (store_id, replaces) WHERE (replaces IS NOT NULL);
CREATE INDEX payments_script ON public.payments USING btree (store_id, address);
CREATE INDEX payments_status ON public.payments USING btree (store_id, status, id DESC);
CREATE INDEX payments_terminal ON public.payments USING btree (store_id, terminal, id DESC) WHERE (terminal IS NOT NULL);

CREATE TABLE recovered_payments (
  outage_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  store_id uuid NOT NULL,
  CONSTRAINT recovered_payments_pkey PRIMARY KEY (outage_id, payment_id),
  CONSTRAINT recovered_payments_outage_id_fkey FOREIGN KEY (outage_id) REFERENCES outages(id) ON DELETE CASCADE
);
CREATE INDEX recovered_payments_store ON public.recovered_payments USING btree (store_id, outage_id);

CREATE TABLE schema_migrations (
  name character varying(255) NOT NULL,
  timestamp character varying(255) NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (name)
);

CREATE TABLE schema_migrations_lock (
  id character varying(255) NOT NULL,
  is_locked integer NOT NULL DEFAULT 0,
  CONSTRAINT schema_migrations_lock_pkey PRIMARY KEY (id)
);

CREATE TABLE server_claims (
  name text NOT NULL,
  user_id uuid NOT NULL,
  claimed_at timestamp with time zone NOT NULL,
  CONSTRAINT server_claims_pkey PRIMARY KEY (name)
);

CREATE TABLE sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  token_hash bytea NOT NULL,
  remember boolean NOT NULL,
  ip text,
  user_agent text,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  stepped_up_at timestamp with time zone,
  ended_at timestamp with time zone,
  generation integer NOT NULL DEFAULT 0,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT sessions_kind_check CHECK ((kind = ANY (ARRAY['cookie'::text, 'jwt'::text])))
);
CREATE INDEX sessions_address ON public.sessions USING btree (user_id, ip);
CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_token ON public.sessions USING btree (token_hash);
CREATE INDEX sessions_user ON public.sessions USING btree (user_id, created_at DESC) WHERE (ended_at IS NULL);

CREATE TABLE stopped_payments (
  payment_id uuid NOT NULL,
  network text NOT NULL,
  cause text NOT NULL,
  facts text[] NOT NULL,
  stopped_at timestamp with time zone NOT NULL DEFAULT now(),
  store_id uuid NOT NULL,
  CONSTRAINT stopped_payments_pkey PRIMARY KEY (store_id, payment_id)
);
CREATE INDEX stopped_payments_network ON public.stopped_payments USING btree (network, stopped_at);

CREATE TABLE store_members (
  store_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT store_members_pkey PRIMARY KEY (store_id, user_id),
  CONSTRAINT store_members_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(id),
  CONSTRAINT store_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  CONSTRAINT store_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'accountant'::text, 'cashier'::text, 'developer'::text, 'viewer'::text])))
);
CREATE INDEX store_members_user ON public.store_members USING btree (user_id, created_at);

CREATE TABLE stores (
  id uuid NOT NULL,
  name text NOT NULL,
  network text NOT NULL,
  paired_store_id uuid,
  demo boolean NOT NULL DEFAULT false,
  settings jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  shard integer NOT NULL GENERATED ALWAYS AS (((get_byte(sha256(uuid_send(id)), 0) * 256) + get_byte(sha256(uuid_send(id)), 1))) STORED,
  CONSTRAINT stores_pkey PRIMARY KEY (id),
  CONSTRAINT stores_network_check CHECK ((network = ANY (ARRAY['mainnet'::text, 'testnet-10'::text, 'simnet'::text])))
);
CREATE UNIQUE INDEX stores_demo ON public.stores USING btree (demo) WHERE demo;
CREATE INDEX stores_shard ON public.stores USING btree (shard);

CREATE TABLE sync_gaps (
  id uuid NOT NULL,
  network text NOT NULL,
  from_daa bigint NOT NULL,
  to_daa bigint NOT NULL,
  from_time timestamp with time zone NOT NULL,
  to_time timestamp with time zone NOT NULL,
  found integer NOT NULL,
  detail text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT sync_gaps_pkey PRIMARY KEY (id)
);
CREATE INDEX sync_gaps_network ON public.sync_gaps USING btree (network, at DESC);

CREATE TABLE timeline (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text,
  detail jsonb NOT NULL,
  CONSTRAINT timeline_pkey PRIMARY KEY (store_id, id)
);
CREATE INDEX timeline_payment ON public.timeline USING btree (store_id, payment_id, id);

CREATE TABLE transfers (
  tx_id text NOT NULL,
  output_index integer NOT NULL,
  store_id uuid NOT NULL,
  payment_id uuid,
  network text NOT NULL,
  address text NOT NULL,
  script text NOT NULL,
  sompi bigint NOT NULL,
  status text NOT NULL,
  unmatched text,
  unmatched_reason text,
  seen_at timestamp with time zone,
  paid_at timestamp with time zone,
  accepting_block_hash text,
  accepting_daa bigint,
  confirm_due_daa bigint,
  confirmed_at timestamp with time zone,
  coinbase boolean NOT NULL,
  covenant_id text,
  input_addresses jsonb NOT NULL,
  rate text,
  admitted boolean NOT NULL,
  ordinal integer NOT NULL,
  under_mark boolean NOT NULL,
  source text NOT NULL,
  recheck boolean NOT NULL DEFAULT false,
  mempool_misses integer NOT NULL DEFAULT 0,
  mempool_missed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  unmatched_note text,
  usd_rate text,
  credited boolean NOT NULL DEFAULT false,
  CONSTRAINT transfers_pkey PRIMARY KEY (store_id, tx_id, output_index),
  CONSTRAINT transfers_check CHECK (((payment_id IS NULL) = (unmatched IS NOT NULL))),
  CONSTRAINT transfers_sompi_check CHECK ((sompi >= 0)),
  CONSTRAINT transfers_source_check CHECK ((source = ANY (ARRAY['mempool'::text, 'chain'::text, 'snapshot'::text, 'attach'::text]))),
  CONSTRAINT transfers_status_check CHECK ((status = ANY (ARRAY['detected'::text, 'accepted'::text, 'confirmed'::text, 'reverted'::text, 'dropped'::text]))),
  CONSTRAINT transfers_unmatched_check CHECK ((unmatched = ANY (ARRAY['open'::text, 'ignored'::text])))
);
CREATE INDEX transfers_block ON public.transfers USING btree (accepting_block_hash) WHERE (accepting_block_hash IS NOT NULL);
CREATE INDEX transfers_daa ON public.transfers USING btree (network, accepting_daa) WHERE (accepting_daa IS NOT NULL);
CREATE INDEX transfers_detected ON public.transfers USING btree (network, payment_id) WHERE (status = 'detected'::text);
CREATE INDEX transfers_outpoint ON public.transfers USING btree (tx_id, output_index);
CREATE INDEX transfers_payment ON public.transfers USING btree (store_id, payment_id);
CREATE INDEX transfers_recheck ON public.transfers USING btree (network) WHERE recheck;
CREATE INDEX transfers_script ON public.transfers USING btree (network, script);
CREATE INDEX transfers_store ON public.transfers USING btree (store_id, created_at DESC);
CREATE INDEX transfers_unmatched ON public.transfers USING btree (store_id, created_at DESC) WHERE (payment_id IS NULL);
CREATE INDEX transfers_waiting ON public.transfers USING btree (network, confirm_due_daa) WHERE (status = 'accepted'::text);

CREATE TABLE users (
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  server_admin boolean NOT NULL DEFAULT false,
  default_store_id uuid,
  created_at timestamp with time zone NOT NULL,
  password_changed_at timestamp with time zone NOT NULL,
  CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX users_email ON public.users USING btree (lower(email));

CREATE TABLE wallets (
  id uuid NOT NULL,
  store_id uuid NOT NULL,
  network text NOT NULL,
  mode text NOT NULL,
  sealed_key bytea,
  key_hash text NOT NULL,
  fingerprint text NOT NULL,
  address text,
  script text,
  created_at timestamp with time zone NOT NULL,
  retired_at timestamp with time zone,
  change_index integer NOT NULL DEFAULT 0,
  CONSTRAINT wallets_pkey PRIMARY KEY (id),
  CONSTRAINT wallets_store_id_fkey FOREIGN KEY (store_id) REFERENCES stores(id),
  CONSTRAINT wallets_check CHECK (((mode = 'xpub'::text) = (sealed_key IS NOT NULL))),
  CONSTRAINT wallets_check1 CHECK (((mode = 'address'::text) = (script IS NOT NULL))),
  CONSTRAINT wallets_mode_check CHECK ((mode = ANY (ARRAY['xpub'::text, 'address'::text])))
);
CREATE UNIQUE INDEX wallets_current ON public.wallets USING btree (store_id) WHERE (retired_at IS NULL);

CREATE OR REPLACE FUNCTION public.undo_refused(outcome text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
    begin
      if outcome in ('reserved', 'order_id_exists') then
        raise exception using errcode = 'KP001', message = outcome;
      end if;
      return outcome;
    end $function$;
