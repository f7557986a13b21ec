import { useEffect } from "react";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import type { Failure } from "./failure.ts";

/**
 * Puts the server's `issues[]` (and a lone `param`) onto the fields of the same path.
 *
 * @param fields names of the form's own fields; nested paths count by their first part
 * @returns what belongs to no field, for a notice above the form; null when every fault has its field
 */
export function useServerIssues<T extends FieldValues>(
  failure: Failure | null,
  fields: readonly string[],
  setError: UseFormSetError<T>,
): string | null {
  const known = (path: string) => fields.includes(path.split(".")[0] ?? "");
  useEffect(() => {
    if (failure === null) return;
    const issues = issuesOf(failure).filter((issue) => known(issue.path));
    for (const [at, { path, message }] of issues.entries()) {
      setError(path as Path<T>, { type: "server", message }, { shouldFocus: at === 0 });
    }
    // The list of fields is fixed for a form.
    // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  }, [failure, setError]);
  if (failure === null) return null;
  const issues = issuesOf(failure);
  const rest = issues.filter((issue) => !known(issue.path));
  if (issues.length === 0) return failure.text;
  return rest.length === 0 ? null : rest.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
}

function issuesOf(failure: Failure): Failure["issues"] {
  if (failure.issues.length > 0) return failure.issues;
  return failure.param === null ? [] : [{ path: failure.param, message: failure.text }];
}
