import { Button } from "../button.tsx";

const MESSAGES = { newest: "Newest", older: "Older" } as const;

/** Steps through a list by its cursors: back to the newest rows, or on to the older ones. Nothing where all is shown. */
export function Pager({
  cursor,
  nextCursor,
  onPick,
}: {
  /** Of the rows that are shown; null = the newest. */
  readonly cursor: string | null;
  /** Of the rows that come next; null = there are none. */
  readonly nextCursor: string | null;
  readonly onPick: (cursor: string | null) => void;
}) {
  if (cursor === null && nextCursor === null) return null;
  return (
    <div className="flex justify-between border-t border-line px-5 py-3">
      <Button size="sm" disabled={cursor === null} onClick={() => onPick(null)}>
        {MESSAGES.newest}
      </Button>
      <Button size="sm" disabled={nextCursor === null} onClick={() => onPick(nextCursor)}>
        {MESSAGES.older}
      </Button>
    </div>
  );
}
