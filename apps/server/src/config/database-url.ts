// Faults of a connection string, found before anything connects. No message repeats a part of it: in a malformed URL
// the password could be anywhere.
const FORM = "postgres://user:password@host:5432/database";
const ENCODE =
  "holds a character that must be written by its code: in user and password write # as %23, % as %25, / as %2F, ? as %3F, @ as %40";

/** Every fault as the end of a sentence that begins with the variable's name. */
export function databaseUrlFaults(value: string): readonly string[] {
  if (!/^postgres(?:ql)?:\/\//i.test(value)) {
    return [`must begin with postgres:// or postgresql://; its form is ${FORM}`];
  }
  if (!URL.canParse(value)) return [unreadable(value)];
  const url = new URL(value);
  const parts = [url.username, url.password, url.pathname];
  if (url.hash !== "" || /[@]|.\//.test(url.pathname) || url.search.includes("@") || !parts.every(decodes)) {
    return [ENCODE];
  }
  const faults: string[] = [];
  if (url.hostname === "" && !url.searchParams.get("host")) faults.push(`names no host; its form is ${FORM}`);
  if (url.port === "0") faults.push("names port 0; PostgreSQL usually listens on 5432");
  if (url.pathname.length < 2) faults.push(`names no database; its form is ${FORM}`);
  return faults;
}

/** A URL that does not parse: an unescaped character ends its host too early, or host or port are invalid. */
function unreadable(value: string): string {
  const rest = value.slice(value.indexOf("//") + 2);
  const authority = rest.split(/[/?#]/)[0] ?? "";
  if (rest.includes("@") && !authority.includes("@")) return ENCODE;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (host === "" || host.startsWith(":")) return `names no host; its form is ${FORM}`;
  return /:[^\]]*$/.test(host)
    ? "names a port that is not a number from 1 to 65535"
    : `names a host that cannot be read; its form is ${FORM}`;
}

function decodes(part: string): boolean {
  try {
    decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
