// Tone, icon and label of each state, in one file for lists, details and feeds.
import type { Payout } from "@kaspa-pay/api-contract";
import type {
  AttentionReason,
  DeliveryState,
  DepositStatus,
  DisbursementStatus,
  EndpointHealth,
  LinkStatus,
  PaymentStatus,
  RateState,
  TransferStatus,
} from "@kaspa-pay/core";
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  CircleX,
  Clock,
  Hourglass,
  type LucideIcon,
  Minimize2,
  PauseCircle,
  PenLine,
  TriangleAlert,
  UserCheck,
} from "lucide-react";

export interface BadgeStyle {
  readonly tone: "green" | "amber" | "red" | "blue" | "grey";
  readonly icon: LucideIcon;
  readonly label: string;
}

export const paymentBadge: Record<PaymentStatus, BadgeStyle> = {
  pending: { tone: "grey", icon: Clock, label: "Pending" },
  underpaid: { tone: "amber", icon: CircleDot, label: "Underpaid" },
  confirming: { tone: "blue", icon: Hourglass, label: "Confirming" },
  confirmed: { tone: "green", icon: CircleCheck, label: "Confirmed" },
  expired: { tone: "grey", icon: CircleSlash, label: "Expired" },
  canceled: { tone: "grey", icon: Ban, label: "Canceled" },
  invalid: { tone: "red", icon: CircleX, label: "Invalid" },
};

export const attentionBadge: Record<AttentionReason, BadgeStyle> = {
  underpaid: { tone: "amber", icon: TriangleAlert, label: "Paid in part" },
  late: { tone: "amber", icon: TriangleAlert, label: "Late money" },
  overpaid: { tone: "amber", icon: TriangleAlert, label: "Overpaid" },
  multiple: { tone: "amber", icon: TriangleAlert, label: "Paid twice" },
  reverted: { tone: "red", icon: CircleAlert, label: "Reverted" },
  manual: { tone: "amber", icon: TriangleAlert, label: "To check" },
};

export const transferBadge: Record<TransferStatus, BadgeStyle> = {
  detected: { tone: "grey", icon: CircleDashed, label: "Seen" },
  accepted: { tone: "blue", icon: Hourglass, label: "Accepted" },
  confirmed: { tone: "green", icon: CircleCheck, label: "Confirmed" },
  reverted: { tone: "red", icon: CircleX, label: "Reverted" },
  dropped: { tone: "grey", icon: CircleSlash, label: "Dropped" },
};

export const depositBadge: Record<DepositStatus, BadgeStyle> = {
  confirming: { tone: "blue", icon: Hourglass, label: "Confirming" },
  confirmed: { tone: "green", icon: CircleCheck, label: "Confirmed" },
  below_minimum: { tone: "amber", icon: Minimize2, label: "Below minimum" },
  covenant: { tone: "grey", icon: Ban, label: "Bound to a contract" },
  reverted: { tone: "red", icon: CircleX, label: "Reverted" },
};

/** In the order in which people see them. */
export const depositStatuses = Object.keys(depositBadge) as readonly DepositStatus[];
/** Of refunds and payouts. */
export const disbursementBadge: Record<DisbursementStatus, BadgeStyle> = {
  awaiting_approval: { tone: "amber", icon: UserCheck, label: "Needs approval" },
  awaiting_destination: { tone: "grey", icon: Clock, label: "Waits for address" },
  awaiting_signature: { tone: "amber", icon: PenLine, label: "To sign" },
  broadcast: { tone: "blue", icon: Hourglass, label: "Sent" },
  confirmed: { tone: "green", icon: CircleCheck, label: "Confirmed" },
  failed: { tone: "red", icon: CircleX, label: "Failed" },
  canceled: { tone: "grey", icon: Ban, label: "Canceled" },
};

export const disbursementAttentionBadge: Record<NonNullable<Payout["attention"]>, BadgeStyle> = {
  unknown_source: { tone: "amber", icon: TriangleAlert, label: "Is this yours?" },
  second_output: { tone: "red", icon: CircleAlert, label: "Sent twice" },
  paid_after_end: { tone: "red", icon: CircleAlert, label: "Paid after the end" },
};

export const linkBadge: Record<LinkStatus, BadgeStyle> = {
  active: { tone: "green", icon: CircleCheck, label: "Active" },
  draft: { tone: "grey", icon: CircleDashed, label: "Draft" },
  inactive: { tone: "grey", icon: PauseCircle, label: "Inactive" },
  archived: { tone: "grey", icon: CircleSlash, label: "Archived" },
};

/** In the order in which people see them. */
export const linkStatuses = Object.keys(linkBadge) as readonly LinkStatus[];

export const deliveryBadge: Record<DeliveryState, BadgeStyle> = {
  pending: { tone: "blue", icon: Clock, label: "Pending" },
  delivered: { tone: "green", icon: CircleCheck, label: "Delivered" },
  failed: { tone: "red", icon: CircleX, label: "Failed" },
};

export const endpointBadge: Record<EndpointHealth, BadgeStyle> = {
  healthy: { tone: "green", icon: CircleCheck, label: "Healthy" },
  failing: { tone: "red", icon: CircleAlert, label: "Failing" },
  disabled: { tone: "grey", icon: Ban, label: "Disabled" },
};

export const rateBadge: Record<RateState, Omit<BadgeStyle, "icon">> = {
  fresh: { tone: "green", label: "Fresh" },
  stale: { tone: "amber", label: "Old" },
  aside: { tone: "amber", label: "Set aside" },
  failing: { tone: "red", label: "No answer" },
};
