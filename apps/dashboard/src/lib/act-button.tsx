import { Button, type ButtonProps } from "../ui/button.tsx";
import { serverAway } from "./transport/signals.ts";

/** A button that writes: disabled while the server does not answer. */
export function ActButton({ disabled, ...rest }: ButtonProps) {
  const away = serverAway.use();
  return <Button {...rest} disabled={disabled === true || away} />;
}
