// The element's state as the page can see it: the attribute, `:state(…)`, and its value in a form.
import { translate as t } from "../views/i18n/en.ts";
import type { ViewName } from "../views/view-model.ts";

export function createHostState(host: HTMLElement) {
  const internals = host.attachInternals();
  return {
    /** `paidId` is the form's value: the payment's id once it is paid. */
    enter(view: ViewName, previous: ViewName, paidId: string | null): void {
      internals.states?.delete(previous);
      internals.states?.add(view);
      host.setAttribute("state", view);
      internals.setFormValue(paidId);
    },
    /** A form that requires a paid payment cannot be sent before. */
    validate(missing: boolean): void {
      internals.setValidity({ valueMissing: missing }, missing ? t("notPaidYet") : "");
    },
  };
}
