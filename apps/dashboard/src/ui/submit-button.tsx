import type { MouseEvent } from "react";
import { serverAway } from "../lib/transport/signals.ts";
import { Button, type ButtonProps } from "./button.tsx";

/**
 * Submit button of an action: disabled while the server does not answer, and it ignores the second click of a double
 * click.
 */
export function SubmitButton({ disabled, onClick, ...rest }: ButtonProps) {
  const away = serverAway.use();
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (event.detail > 1) event.preventDefault();
    else onClick?.(event);
  };
  return <Button {...rest} onClick={press} disabled={disabled === true || away} />;
}
