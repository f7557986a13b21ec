import { Component, type ReactNode } from "react";
import { failureOf } from "../lib/transport/failure.ts";
import { ErrorPanel, SkeletonRows } from "./states.tsx";

export interface QueryStateProps<T> {
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
  };
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/**
 * The states of a query in one component: skeleton, failure with reference and retry, data. Old data stays on screen.
 */
export function QueryState<T>({ query, skeleton = <SkeletonRows />, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return <PanelBoundary>{children(query.data)}</PanelBoundary>;
  if (query.error) {
    const failure = failureOf(query.error);
    return (
      <ErrorPanel text={failure.text} requestId={failure.requestId} onRetry={() => void query.refetch()} />
    );
  }
  return skeleton;
}

/** An error while drawing one panel leaves the others usable. */
class PanelBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <ErrorPanel
        text="This part stopped working. The rest of the page is fine."
        onRetry={() => this.setState({ failed: false })}
      />
    );
  }
}
