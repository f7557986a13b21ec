import { ApiError, emptyPaymentFields, type PayerFields, type PaymentFields } from "@kaspa-pay/api-contract";
import { parseDecimal } from "@kaspa-pay/core";
import type { UnitOfWork } from "../../database/unit-of-work.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Visitor } from "../../security/visitors/visitor-budget.ts";
import type { ActorContext } from "../audit/audit.ts";
import { openLink } from "../links/open-link.ts";
import type { Link } from "../links/records.ts";
import { belowMinimum, type SentAmount, sentAmount } from "./amounts.ts";
import type { CreatedAnswer, PaymentOrder } from "./compose-payment.ts";
import type { CreatePayment } from "./create-payment.ts";
import type { Renewal } from "./records.ts";
import { linkSurchargeBps } from "./surcharge.ts";

/** What a payer may say; everything else is the link's. */
export interface LinkOrder {
  slug: string;
  /** `amount` or `amountMinor`; only where the link lets the payer choose. */
  sent: Parameters<typeof sentAmount>[0];
  fields: PayerFields;
  idempotency: PaymentOrder["idempotency"];
  /** Null when the link's own store asks. */
  visitor: Visitor | null;
}

export interface CreateFromLinkDeps {
  unitOfWork: UnitOfWork;
  clock: Clock;
  createPayment: CreatePayment;
}

const MINUTE_MS = 60_000;
const MAX_PLACES = 8;

export function createCreateFromLink(deps: CreateFromLinkDeps) {
  return async (
    order: LinkOrder,
    actor: ActorContext,
    renewal: Renewal | null = null,
  ): Promise<CreatedAnswer> => {
    const { link } = await openLink(deps.unitOfWork.db, order.slug, deps.clock.now());
    return deps.createPayment(
      {
        storeId: link.storeId,
        linkId: link.id,
        requestedPrice: {
          ...amountFor(link, sentAmount(order.sent, link.currency)),
          currency: link.currency,
        },
        expiresInMs: link.expiryMinutes * MINUTE_MS,
        fields: fieldsOf(link, order.fields),
        requiredConfirmations: null,
        fixedRate: null,
        surchargeBps: linkSurchargeBps(link),
        idempotency: order.idempotency,
        visitor: order.visitor,
        limited: link.maxPayments !== null,
      },
      actor,
      renewal,
    );
  };
}

/** The fields of a payment that its link gives, and those that the payer gave. */
function fieldsOf(link: Link, payer: PayerFields): PaymentFields {
  const { title, description, items, successMessage, redirectUrl, cancelUrl } = link;
  const ofLink = { title, description, items, successMessage, redirectUrl, cancelUrl };
  return { ...emptyPaymentFields, ...ofLink, ...payer, metadataSource: "payer" };
}

function amountFor(link: Link, { amount: wished, param }: SentAmount): SentAmount {
  if (link.allowAmount === null) {
    if (wished === null && link.amount !== null) return { amount: link.amount, param };
    throw new ApiError("invalid_request", `${param} is not allowed: this link has a fixed price`, {
      param,
      issues: [{ path: param, message: "Not allowed: the link decides it" }],
    });
  }
  if (wished === null) {
    throw new ApiError("invalid_request", "Choose an amount", {
      param: "amount",
      issues: [{ path: "amount", message: "Required" }],
    });
  }
  const read = (text: string): bigint => parseDecimal(text, MAX_PLACES);
  const { min, max } = link.allowAmount;
  if (min !== null && read(wished) < read(min)) {
    throw belowMinimum(min, link.currency, param);
  }
  if (max !== null && read(wished) > read(max)) {
    throw new ApiError("amount_too_large", `Maximum amount is ${max} ${link.currency}`, { param });
  }
  return { amount: wished, param };
}
