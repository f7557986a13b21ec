import { ArrowLeft, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button, IconButton } from "../button.tsx";
import { useWide } from "../page.tsx";

export interface DetailFrameProps {
  /** Of what is shown; its row in the list has the element id `row-` and this. */
  readonly id: string;
  /** What is shown, for the accessible name of the panel. */
  readonly label: string;
  readonly closeLabel: string;
  /** Name of the list, for the button that leads back to it on narrow screens. */
  readonly back: string;
  readonly onClose: () => void;
  readonly children: (headingLevel: "h1" | "h2") => ReactNode;
}

/** One thing of a list: beside the list on wide screens, instead of it on narrow ones. */
export function DetailFrame({ id, label, closeLabel, back, onClose, children }: DetailFrameProps) {
  const wide = useWide();
  if (!wide) {
    return (
      <div className="grid gap-4">
        <Button
          variant="quiet"
          size="sm"
          icon={<ArrowLeft aria-hidden className="size-4" />}
          className="-ms-3 justify-self-start"
          onClick={onClose}
        >
          {back}
        </Button>
        {children("h1")}
      </div>
    );
  }
  return (
    <SidePanel id={id} label={label} closeLabel={closeLabel} onClose={onClose}>
      {children("h2")}
    </SidePanel>
  );
}

interface SidePanelProps extends Omit<DetailFrameProps, "back" | "children"> {
  readonly children: ReactNode;
}

/** Takes the focus, and gives it back to the row when it closes. */
function SidePanel({ id, label, closeLabel, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    const row = `row-${id}`;
    return () => document.getElementById(row)?.focus({ preventScroll: true });
  }, [id]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      onKeyDown={(event) => {
        if (
          event.key === "Escape" &&
          !event.defaultPrevented &&
          document.querySelector("dialog[open]") === null
        )
          onClose();
      }}
      className="slide-in fixed inset-y-0 end-0 z-40 w-[37rem] max-w-[calc(100vw-15rem)] overflow-y-auto overscroll-contain border-s border-line bg-canvas px-6 py-5 shadow-float outline-none"
    >
      <div className="flex justify-end">
        <IconButton
          label={closeLabel}
          icon={<X aria-hidden className="size-4" />}
          onClick={onClose}
          className="-mt-1 -me-2"
        />
      </div>
      {children}
    </aside>
  );
}
