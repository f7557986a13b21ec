// What a statement of the gateway must be like, so that the tables can be spread over several databases by store (and
// addresses by script) later: docs/spec/data-model.md#statements. Statements are read by PostgreSQL's own parser.
import { loadModule, parseSync } from "libpg-query";
import { ALLOWED_SCANS } from "./allowed-scans.ts";

/** Tables that belong to one store a row. */
const STORE_TABLES = [
  "payments",
  "transfers",
  "timeline",
  "events",
  "endpoints",
  "deliveries",
  "delivery_attempts",
  "idempotency_keys",
  "audit_log",
  "api_requests",
  "deposit_settings",
  "deposit_accounts",
  "deposits",
];
const KEYS: ReadonlyMap<string, string> = new Map([
  ...STORE_TABLES.map((table) => [table, "store_id"] as const),
  ["addresses", "script"],
  ["address_assignments", "script"],
]);
const NAMES_ONE = new RegExp(`\\b(${[...KEYS.keys()].join("|")})\\b`);

/** Functions whose answer changes between two calls; extend it when a statement uses another one. */
const NOT_IMMUTABLE =
  /^(now|clock_timestamp|statement_timestamp|transaction_timestamp|random|gen_random_uuid|make_interval|date_trunc|to_char|age)$/;

type Tree = { readonly [field: string]: unknown };

interface Named {
  readonly table: string;
  readonly alias: string;
}

/** Loads the parser; `faultsOf` needs it. */
export const loadParser = loadModule;

/** What is wrong with a statement, in words; empty = nothing. */
export function faultsOf(text: string): string[] {
  if (!NAMES_ONE.test(text)) return [];
  const tree = parseSync(text) as Tree;
  const views = new Set(find(tree, "CommonTableExpr").map((tree) => String(tree.ctename)));
  const faults = [
    ...find(tree, "SelectStmt").flatMap((tree) => [...scans(tree, views, text), ...locks(tree, views)]),
    ...find(tree, "UpdateStmt").flatMap((tree) => [...scans(tree, views, text), ...unstable(tree)]),
    ...find(tree, "DeleteStmt").flatMap((tree) => scans(tree, views, text)),
    ...find(tree, "InsertStmt").flatMap((tree) => [...conflicts(tree), ...unstable(tree.onConflictClause)]),
    ...unstableChoices(tree),
  ];
  return [...new Set(faults)];
}

/** Every node of a kind, at any depth. */
function find(tree: unknown, kind: string): Tree[] {
  if (Array.isArray(tree)) return tree.flatMap((item) => find(item, kind));
  if (!isTree(tree)) return [];
  const own = tree[kind];
  return [...(isTree(own) ? [own] : []), ...Object.values(tree).flatMap((item) => find(item, kind))];
}

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Tables of one query level with the conditions that all its rows meet; nested queries are levels of their own. */
function levelOf(query: Tree, views: ReadonlySet<string>) {
  const named: Named[] = [];
  const conditions: unknown[] = [];
  const visit = (from: unknown): void => {
    if (!isTree(from)) return;
    if (isTree(from.JoinExpr)) {
      visit(from.JoinExpr.larg);
      visit(from.JoinExpr.rarg);
      conditions.push(...conjuncts(from.JoinExpr.quals));
    } else if (isTree(from.RangeVar)) {
      const table = String(from.RangeVar.relname);
      const alias = isTree(from.RangeVar.alias) ? String(from.RangeVar.alias.aliasname) : table;
      if (KEYS.has(table) && !views.has(table)) named.push({ table, alias });
    }
  };
  if (query.relation !== undefined) visit({ RangeVar: query.relation });
  for (const from of [...list(query.fromClause), ...list(query.usingClause)]) visit(from);
  conditions.push(...conjuncts(query.whereClause));
  return { named, conditions };
}

function conjuncts(condition: unknown): unknown[] {
  if (condition === undefined) return [];
  const both = isTree(condition) && isTree(condition.BoolExpr) ? condition.BoolExpr : null;
  return both?.boolop === "AND_EXPR" ? list(both.args).flatMap(conjuncts) : [condition];
}

function scans(query: Tree, views: ReadonlySet<string>, text: string): string[] {
  const { named, conditions } = levelOf(query, views);
  const stores = named.filter(({ table }) => KEYS.get(table) === "store_id");
  return stores
    .filter((store) => !conditions.some((condition) => fixes(condition, store, stores.length === 1)))
    .filter(({ table }) => !isAllowed(table, text))
    .map(({ table }) => `reads ${table} without a condition on its store_id`);
}

function isAllowed(table: string, text: string): boolean {
  const plain = text.replace(/\s+/g, " ");
  return ALLOWED_SCANS.some((scan) => scan.table === table && plain.includes(scan.text));
}

/** The condition compares the table's key with something else. */
function fixes(condition: unknown, { table, alias }: Named, only: boolean): boolean {
  if (!isTree(condition)) return false;
  const key = KEYS.get(table);
  const isKey = (side: unknown): boolean => {
    const column = columnOf(side);
    return column?.name === key && (column?.alias === alias || (only && column?.alias === null));
  };
  const holds = (side: unknown): boolean =>
    isKey(side) || (isTree(side) && isTree(side.RowExpr) && list(side.RowExpr.args).some(isKey));
  const { A_Expr: compare, SubLink: link } = condition;
  if (isTree(link)) return link.subLinkType === "ANY_SUBLINK" && holds(link.testexpr);
  if (!isTree(compare) || operatorOf(compare) !== "=") return false;
  return holds(compare.lexpr) !== holds(compare.rexpr);
}

function columnOf(side: unknown): { alias: string | null; name: string } | null {
  if (!isTree(side) || !isTree(side.ColumnRef)) return null;
  const names = list(side.ColumnRef.fields).map((field) =>
    isTree(field) && isTree(field.String) ? String(field.String.sval) : "*",
  );
  return { alias: names.length > 1 ? (names.at(-2) ?? null) : null, name: names.at(-1) ?? "" };
}

const operatorOf = (expression: Tree): string =>
  list(expression.name)
    .map((part) => (isTree(part) && isTree(part.String) ? String(part.String.sval) : ""))
    .join(".");

/** Rows are locked of one store (or script) a statement, and waited for. */
function locks(query: Tree, views: ReadonlySet<string>): string[] {
  return find(list(query.lockingClause), "LockingClause").flatMap((clause) => {
    const { named, conditions } = levelOf(query, views);
    const wanted = find(clause.lockedRels, "RangeVar").map((tree) => String(tree.relname));
    const locked = named.filter(({ alias }) => wanted.length === 0 || wanted.includes(alias));
    if (locked.length === 0) return [];
    const skips = clause.waitPolicy === "LockWaitSkip" ? ["skips locked rows"] : [];
    const many = locked
      .filter((named) => !conditions.some((condition) => isOne(condition) && fixes(condition, named, true)))
      .map(({ table }) => `locks rows of ${table} without one ${KEYS.get(table)}`);
    return [...skips, ...many];
  });
}

/** `column = value`, not a list of values and not another column. */
function isOne(condition: unknown): boolean {
  if (!isTree(condition) || !isTree(condition.A_Expr)) return false;
  const { kind, lexpr, rexpr } = condition.A_Expr;
  return kind === "AEXPR_OP" && (columnOf(lexpr) === null || columnOf(rexpr) === null);
}

function conflicts(insert: Tree): string[] {
  const table = isTree(insert.relation) ? String(insert.relation.relname) : "";
  const key = KEYS.get(table);
  const clause = insert.onConflictClause;
  if (key === undefined || !isTree(clause) || !isTree(clause.infer)) return [];
  const columns = find(clause.infer, "IndexElem").map((tree) => tree.name);
  return columns.includes(key) ? [] : [`finds conflicts in ${table} without ${key}`];
}

const isUnstable = (tree: unknown): boolean =>
  find(tree, "SQLValueFunction").length > 0 ||
  find(tree, "FuncCall").some((call) => NOT_IMMUTABLE.test(operatorOf({ name: call.funcname }))) ||
  isInterval(tree);

const isInterval = (tree: unknown): boolean =>
  find(tree, "TypeCast").some(
    ({ typeName }) => isTree(typeName) && operatorOf({ name: typeName.names }).endsWith("interval"),
  );

/** Times and random values are made in a query of their own, never inside a choice of a statement that writes. */
function unstableChoices(tree: Tree): string[] {
  const writes = ["UpdateStmt", "InsertStmt", "DeleteStmt"].flatMap((kind) => find(tree, kind));
  if (!writes.some((write) => isTree(write.relation) && KEYS.has(String(write.relation.relname)))) return [];
  const choices = [...find(tree, "CaseExpr"), ...find(tree, "CoalesceExpr")];
  return choices.some(isUnstable) ? ["has now() or the like inside CASE or COALESCE"] : [];
}

/** Values that depend on a setting of the session are not made of columns in an update. */
function unstable(update: unknown): string[] {
  if (!isTree(update)) return [];
  if (isTree(update.relation) && !KEYS.has(String(update.relation.relname))) return [];
  const own = [update.targetList, update.whereClause];
  const made = find(own, "A_Expr").filter((tree) => {
    const operator = operatorOf(tree);
    const stable = operator === "||" || (/^[+-]$/.test(operator) && isInterval(tree));
    return stable && find(tree, "ColumnRef").length > 0;
  });
  const called = find(own, "FuncCall").filter(
    (call) =>
      NOT_IMMUTABLE.test(operatorOf({ name: call.funcname })) && find(call.args, "ColumnRef").length > 0,
  );
  return [...made, ...called].length > 0 ? ["makes a STABLE value of columns in an update"] : [];
}
