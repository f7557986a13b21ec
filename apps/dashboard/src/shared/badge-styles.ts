// Tone, icon and label of each state, in one file for lists, details and feeds.
import type { AttentionReason, PaymentStatus, Transfer } from "@kaspa-pay/api-contract";
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
  PauseCircle,
  TriangleAlert,
} from "lucide-react";

type TransferStatus = Transfer["status"];

export interface StateLook {
  readonly tone: "green" | "amber" | "red" | "blue" | "grey";
  readonly icon: LucideIcon;
  readonly label: string;
}

export const paymentLook: Record<PaymentStatus, StateLook> = {
  pending: { tone: "grey", icon: Clock, label: "Pending" },
  underpaid: { tone: "amber", icon: CircleDot, label: "Underpaid" },
  confirming: { tone: "blue", icon: Hourglass, label: "Confirming" },
  confirmed: { tone: "green", icon: CircleCheck, label: "Confirmed" },
  expired: { tone: "grey", icon: CircleSlash, label: "Expired" },
  canceled: { tone: "grey", icon: Ban, label: "Canceled" },
  invalid: { tone: "red", icon: CircleX, label: "Invalid" },
};

export const attentionLook: Record<AttentionReason, StateLook> = {
  underpaid: { tone: "amber", icon: TriangleAlert, label: "Paid in part" },
  late: { tone: "amber", icon: TriangleAlert, label: "Late money" },
  overpaid: { tone: "amber", icon: TriangleAlert, label: "Overpaid" },
  multiple: { tone: "amber", icon: TriangleAlert, label: "Paid twice" },
  reverted: { tone: "red", icon: CircleAlert, label: "Reverted" },
  manual: { tone: "amber", icon: TriangleAlert, label: "To check" },
};

export const transferLook: Record<TransferStatus, StateLook> = {
  detected: { tone: "grey", icon: CircleDashed, label: "Seen" },
  accepted: { tone: "blue", icon: Hourglass, label: "Accepted" },
  confirmed: { tone: "green", icon: CircleCheck, label: "Confirmed" },
  reverted: { tone: "red", icon: CircleX, label: "Reverted" },
  dropped: { tone: "grey", icon: CircleSlash, label: "Dropped" },
};

export const linkLook: Record<"draft" | "active" | "inactive" | "archived", StateLook> = {
  active: { tone: "green", icon: CircleCheck, label: "Active" },
  draft: { tone: "grey", icon: CircleDashed, label: "Draft" },
  inactive: { tone: "grey", icon: PauseCircle, label: "Inactive" },
  archived: { tone: "grey", icon: CircleSlash, label: "Archived" },
};

export const deliveryLook: Record<"pending" | "delivered" | "failed", StateLook> = {
  pending: { tone: "blue", icon: Clock, label: "Pending" },
  delivered: { tone: "green", icon: CircleCheck, label: "Delivered" },
  failed: { tone: "red", icon: CircleX, label: "Failed" },
};

export const endpointLook: Record<"healthy" | "failing" | "disabled", StateLook> = {
  healthy: { tone: "green", icon: CircleCheck, label: "Healthy" },
  failing: { tone: "red", icon: CircleAlert, label: "Failing" },
  disabled: { tone: "grey", icon: Ban, label: "Disabled" },
};
