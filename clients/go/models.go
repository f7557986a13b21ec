package kaspapay

import "encoding/json"

// Forms of requests and answers. Amounts are decimal text, KAS with 8 places; times are ISO 8601 in UTC. What the API
// answers as null is empty here. Answers hold more fields than these: docs/openapi.json lists all of them.

type Item struct {
	Name     string `json:"name"`
	Quantity int    `json:"quantity,omitempty"` // 1 by default
	Price    string `json:"price"`
}

type PaymentParams struct {
	IdempotencyKey string `json:"-"`

	Amount                string         `json:"amount,omitempty"`
	AmountMinor           string         `json:"amountMinor,omitempty"` // cents, yen or sompi, instead of Amount
	Currency              string         `json:"currency,omitempty"`    // KAS by default, or one that the store enabled
	OrderID               string         `json:"orderId,omitempty"`
	Terminal              string         `json:"terminal,omitempty"`
	CallbackURL           string         `json:"callbackUrl,omitempty"`
	ExpiresIn             int            `json:"expiresIn,omitempty"` // seconds
	ExpiresAt             string         `json:"expiresAt,omitempty"`
	Description           string         `json:"description,omitempty"`
	Items                 []Item         `json:"items,omitempty"`
	Metadata              map[string]any `json:"metadata,omitempty"`
	CustomerEmail         string         `json:"customerEmail,omitempty"`
	CustomerName          string         `json:"customerName,omitempty"`
	CustomerNote          string         `json:"customerNote,omitempty"`
	RedirectURL           string         `json:"redirectUrl,omitempty"`
	CancelURL             string         `json:"cancelUrl,omitempty"`
	ExpiryMinutes         int            `json:"expiryMinutes,omitempty"`
	RequiredConfirmations int            `json:"requiredConfirmations,omitempty"`
	FixedRate             string         `json:"fixedRate,omitempty"`
	PaymentLinkSlug       string         `json:"paymentLinkSlug,omitempty"`
	Type                  string         `json:"type,omitempty"` // "deposit": the payer chooses the amount
}

type PaymentLinkParams struct {
	IdempotencyKey string `json:"-"`

	Title            string          `json:"title"`
	Amount           string          `json:"amount,omitempty"`
	AmountMinor      string          `json:"amountMinor,omitempty"`
	SurchargePercent string          `json:"surchargePercent,omitempty"`
	Currency         string          `json:"currency,omitempty"`
	Description      string          `json:"description,omitempty"`
	Items            []Item          `json:"items,omitempty"`
	AllowAmount      map[string]any  `json:"allowAmount,omitempty"`
	Ask              map[string]bool `json:"ask,omitempty"`
	ExpiryMinutes    int             `json:"expiryMinutes,omitempty"`
	LinkExpiresIn    int             `json:"linkExpiresIn,omitempty"`
	MaxPayments      int             `json:"maxPayments,omitempty"`
	RedirectURL      string          `json:"redirectUrl,omitempty"`
	CancelURL        string          `json:"cancelUrl,omitempty"`
	SuccessMessage   string          `json:"successMessage,omitempty"`
	Slug             string          `json:"slug,omitempty"`
	Status           string          `json:"status,omitempty"`
}

type RefundParams struct {
	IdempotencyKey string `json:"-"`

	Amount      string `json:"amount,omitempty"` // decimal text, "full" (default) or "overpaid"
	Percent     string `json:"percent,omitempty"`
	Basis       string `json:"basis,omitempty"` // "kas" (default), "fiatAtPayment" or "fiatNow"
	Destination string `json:"destination,omitempty"`
	Email       string `json:"email,omitempty"`
	Reason      string `json:"reason,omitempty"`
}

type PayoutParams struct {
	IdempotencyKey string `json:"-"`

	Amount           string         `json:"amount"`
	Currency         string         `json:"currency,omitempty"`
	RecipientAddress string         `json:"recipientAddress"`
	OrderID          string         `json:"orderId,omitempty"`
	Description      string         `json:"description,omitempty"`
	Metadata         map[string]any `json:"metadata,omitempty"`
}

// Payment is a payment in each answer that holds one. A list leaves what follows ConfirmedAt empty; Create alone
// gives ClientToken, the payer's proof for this one payment.
type Payment struct {
	ID             string            `json:"id"`
	Status         string            `json:"status"`
	Amount         string            `json:"amount"`
	Currency       string            `json:"currency"`
	AmountExpected string            `json:"amountExpected"`
	AmountReceived string            `json:"amountReceived"`
	KaspaAddress   string            `json:"kaspaAddress"`
	TxID           string            `json:"txId"`
	CustomerEmail  string            `json:"customerEmail"`
	OrderID        string            `json:"orderId"`
	LinkID         string            `json:"linkId"`
	Attention      []string          `json:"attention"`
	RefundStatus   string            `json:"refundStatus"`
	Version        int64             `json:"version"`
	CreatedAt      string            `json:"createdAt"`
	ExpiresAt      string            `json:"expiresAt"`
	ConfirmedAt    string            `json:"confirmedAt"`
	CheckoutURL    string            `json:"checkoutUrl"`
	URI            string            `json:"uri"`
	AmountMissing  string            `json:"amountMissing"`
	AmountRefunded string            `json:"amountRefunded"`
	Confirmations  int64             `json:"confirmations"`
	Metadata       map[string]any    `json:"metadata"`
	Transfers      []json.RawMessage `json:"transfers"`
	ClientToken    string            `json:"clientToken"`
}

type PaymentLink struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Slug      string `json:"slug"`
	URL       string `json:"url"`
	EmbedHTML string `json:"embedHtml"`
	Amount    string `json:"amount"`
	Currency  string `json:"currency"`
	Status    string `json:"status"`
}

type Refund struct {
	ID          string `json:"id"`
	PaymentID   string `json:"paymentId"`
	Status      string `json:"status"`
	Amount      string `json:"amount"`
	Basis       string `json:"basis"`
	Address     string `json:"address"`
	ClaimURL    string `json:"claimUrl"` // where the payer names an address, if you gave none
	TxID        string `json:"txId"`
	CreatedAt   string `json:"createdAt"`
	ConfirmedAt string `json:"confirmedAt"`
}

type Payout struct {
	ID               string `json:"id"`
	Status           string `json:"status"`
	Amount           string `json:"amount"`
	Currency         string `json:"currency"`
	RecipientAddress string `json:"recipientAddress"`
	OrderID          string `json:"orderId"`
	TxID             string `json:"txId"`
	CreatedAt        string `json:"createdAt"`
	ConfirmedAt      string `json:"confirmedAt"`
}

// Event is what happened. Sequence rises with the events of one payment: never go back to a lower one; it is 0 where an
// event is about none.
type Event struct {
	ID        string    `json:"id"`
	Event     string    `json:"event"`
	Timestamp string    `json:"timestamp"`
	Sequence  int64     `json:"sequence"`
	StoreID   string    `json:"storeId"`
	Livemode  bool      `json:"livemode"`
	Data      EventData `json:"data"`
}

// EventData holds what the event is about; the rest is nil. Other kinds are in the body: unmarshal it yourself.
type EventData struct {
	Payment *Payment `json:"payment,omitempty"`
	Refund  *Refund  `json:"refund,omitempty"`
	Payout  *Payout  `json:"payout,omitempty"`
}
