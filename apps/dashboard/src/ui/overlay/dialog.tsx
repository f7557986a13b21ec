import { X } from "lucide-react";
import { type ReactNode, type SyntheticEvent, useCallback, useId } from "react";
import { Button, IconButton } from "../button.tsx";
import { cx } from "../cx.ts";

export interface DialogProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** `drawer` slides in from the side and is as tall as the page. */
  readonly kind?: "dialog" | "drawer";
  /** Not closable by Escape or the cross; the buttons inside decide. */
  readonly sticky?: boolean;
}

const KINDS = {
  dialog: "rise-in m-auto w-[min(32rem,calc(100vw-2rem))] max-h-[calc(100dvh-2rem)] rounded-2xl",
  drawer:
    "slide-in my-0 ms-auto me-0 h-dvh max-h-none w-[min(40rem,100%)] max-w-none rounded-none border-y-0 border-e-0",
} as const;

/** The platform's modal dialog: focus trap, inert page and focus return come with it. */
export function Dialog({ title, onClose, children, footer, kind = "dialog", sticky = false }: DialogProps) {
  const id = useId();
  const open = useCallback((element: HTMLDialogElement | null) => {
    if (element && !element.open) {
      element.showModal();
      // The browser would focus the close button; a form's first empty field is better.
      const fields = [
        ...element.querySelectorAll<HTMLInputElement>("[data-dialog-body] :is(input, textarea, select)"),
      ];
      (fields.find((field) => field.value === "") ?? fields[0])?.focus();
    }
    return () => element?.close();
  }, []);
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    if (event.target === event.currentTarget && !sticky) onClose();
  };
  return (
    <dialog
      ref={open}
      aria-labelledby={id}
      onCancel={cancel}
      className={cx("dialog-base flex flex-col overflow-hidden p-0", KINDS[kind])}
    >
      <header className="flex items-start justify-between gap-4 px-6 pt-5">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {!sticky && (
          <IconButton
            label="Close"
            icon={<X aria-hidden className="size-4" />}
            className="-me-2 -mt-1"
            onClick={onClose}
          />
        )}
      </header>
      <div data-dialog-body className="grow overflow-y-auto px-6 pt-3 pb-6">
        {children}
      </div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-4">{footer}</footer>
      )}
    </dialog>
  );
}

export interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({
  title,
  children,
  action,
  danger,
  busy,
  disabled,
  onConfirm,
  onClose,
}: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={danger ? "danger" : "primary"}
            busy={busy ?? false}
            disabled={disabled}
            onClick={onConfirm}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 text-ink-2">{children}</div>
    </Dialog>
  );
}
