import { useEffect } from "react";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import type { Failure } from "../transport/failure.ts";

/**
 * Puts the server's `issues[]` (or a lone `param`) onto the fields of the same path.
 *
 * @param fields names of the form's own fields; nested paths count by their first part
 * @returns what belongs to no field, for a notice above the form; null when every fault has its field
 */
export function useServerIssues<T extends FieldValues>(
  failure: Failure | null,
  fields: readonly string[],
  setError: UseFormSetError<T>,
): string | null {
  const names = fields.join(" ");
  // Once for each refusal, not for each render: a fault that is set again takes the focus from the field being typed in.
  const refusal = failure === null ? null : JSON.stringify(failure);
  useEffect(() => {
    if (refusal === null) return;
    const issues = issuesOf(JSON.parse(refusal) as Failure).filter((issue) => isKnown(names, issue.path));
    for (const [at, { path, message }] of issues.entries()) {
      setError(path as Path<T>, { type: "server", message }, { shouldFocus: at === 0 });
    }
  }, [refusal, names, setError]);
  if (failure === null) return null;
  const issues = issuesOf(failure);
  const rest = issues.filter((issue) => !isKnown(names, issue.path));
  if (issues.length === 0) return failure.text;
  return rest.length === 0 ? null : rest.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
}

/** The failure with the form's fields in place of the paths of the API. */
export function mapPaths(failure: Failure, fieldOf: (path: string) => string): Failure {
  return {
    ...failure,
    param: failure.param === null ? null : fieldOf(failure.param),
    issues: failure.issues.map((issue) => ({ ...issue, path: fieldOf(issue.path) })),
  };
}

/** A fault of `items.0.price` belongs to the form that has `items`. */
function isKnown(names: string, path: string): boolean {
  return names.split(" ").includes(path.split(".")[0] ?? "");
}

function issuesOf(failure: Failure): Failure["issues"] {
  if (failure.issues.length > 0) return failure.issues;
  return failure.param === null ? [] : [{ path: failure.param, message: failure.text }];
}
