// Made by npm run gen from the OpenAPI document. Do not edit.

export interface paths {
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I: user, present store and all stores
         * @description Asks no scope of an API key, so a key can always tell which store it belongs to. A key sees its own store and its own masked text, no person and no other store; `kaspaAddress` needs `settings:read`. Refused with: 404 `not_found`.
         */
        get: operations["auth.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payment links
         * @description Scope: `links:read`.
         */
        get: operations["links.list"];
        put?: never;
        /**
         * Create a payment link
         * @description Give either `amount` or `allowAmount`: a fixed price, or bounds within which the payer chooses. Scope: `links:write`. Refused with: 409 `already_exists`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`, `invalid_url`, `validation_error`.
         */
        post: operations["links.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment link
         * @description Scope: `links:read`. Refused with: 404 `not_found`.
         */
        get: operations["links.get"];
        put?: never;
        post?: never;
        /**
         * Delete a payment link; archive it once it has payments
         * @description Scope: `links:write`. Refused with: 404 `not_found`.
         */
        delete: operations["links.remove"];
        options?: never;
        head?: never;
        /**
         * Change a payment link, for example publish or deactivate it
         * @description A new price never touches existing payments. Scope: `links:write`. `PUT /links/:id` do the same. Refused with: 404 `not_found`; 409 `conflict`, `already_exists`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`, `invalid_url`, `validation_error`.
         */
        patch: operations["links.update"];
        trace?: never;
    };
    "/links/public/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what anybody may see of an active link
         * @description What a checkout shows before a payment exists. Refused with: 404 `not_found`; 422 `link_inactive`, `link_expired`.
         */
        get: operations["links.getPublic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments, newest first
         * @description Scope: `payments:read`. Refused with: 422 `amount_too_large`.
         */
        get: operations["payments.list"];
        put?: never;
        /**
         * Create a payment, from a link or directly
         * @description With `paymentLinkSlug` anybody may call; the link decides amount and currency. Without it a key with `payments:write` is needed. Money fields beside a slug are refused. From a link: `paymentLinkSlug` with the payer's own data (`customerEmail`, `customerName`, `customerNote`, `metadata`), and `amount` only where the link lets the payer choose. Directly, with a key: `amount`, or `type: deposit` without an amount, and any of the other fields. Give at most one of `expiresIn`, `expiryMinutes` and `expiresAt`. A signed-in person needs a password entered in the last five minutes for `callbackUrl` (`POST /auth/step-up`); API keys need their scope only. Refused with: 403 `reauth_required`, `origin_not_allowed`; 404 `not_found`; 409 `conflict`, `order_id_exists`, `idempotency_conflict`; 422 `invalid_url`, `link_inactive`, `link_expired`, `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payments.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/verify-redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check the signature of a return to the shop
         * @description Send the fields of the return's query. 200 with `valid: true` proves only that this server sent the payer back: fulfil on the webhook. Every refusal says `valid: false`: 400 for a missing field or a signature that does not fit, 404 for an unknown payment. Refused with: 404 `not_found`.
         */
        get: operations["payments.verifyRedirect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment
         * @description The merchant gets the full object; a payer's token gets the public view. Refused with: 404 `not_found`.
         */
        get: operations["payments.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the price of a fiat payment, at the same address
         * @description Answers the payment with the new amount, as its payer sees it. Refused with: 404 `not_found`; 409 `payment_has_transfers`, `conflict`; 503 `price_unavailable`.
         */
        post: operations["payments.quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new payment for the order of an expired one
         * @description With the payer's token, or a key with `payments:write`. Same order, fresh price, new time; the answer holds the new payment's own `clientToken`. Again for the same payment: the same new payment, as it stands now. A direct payment is renewed while the store's `allowRenew` is on; a link's payment on the link's present terms, while the link is active. Refused: `conflict` before the payment is expired, when its rate was fixed by the shop, or when renewing is off; `payment_has_transfers` once any money came for it. Refused with: 404 `not_found`; 409 `payment_has_transfers`, `conflict`, `order_id_exists`, `idempotency_conflict`; 422 `link_inactive`, `link_expired`, `amount_too_small`, `amount_too_large`, `unknown_currency`, `redirect_url_not_allowed`, `validation_error`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payments.renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/hint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pass on a wallet's transaction id
         * @description Only makes the server look in the mempool sooner; a forged id changes nothing. Refused with: 404 `not_found`.
         */
        post: operations["payments.hint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a payment that received nothing
         * @description Scope: `payments:write`. Refused with: 404 `not_found`; 409 `payment_has_transfers`, `conflict`.
         */
        post: operations["payments.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a payment paid or invalid, or clear the mark
         * @description `allowedMarks` of the payment says what is accepted now. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.mark"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide an open attention entry
         * @description Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/rescan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look a transaction up on the chain for this payment
         * @description Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`; 503 `node_unavailable`.
         */
        post: operations["payments.rescan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drive the simulated node for this payment
         * @description Stores on the simulated network only; 409 elsewhere. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`; 503 `node_unavailable`.
         */
        post: operations["payments.simulate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an unmatched transfer to a payment
         * @description The payment is derived anew from all its money. Again for the same payment: nothing happens. 409 when another payment has the transfer, when it is not on the chain now, or when it is older than the payment. Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List money that no payment owns, newest first
         * @description Scope: `payments:read`.
         */
        get: operations["payments.listUnmatched"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unmatched/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an unmatched transfer aside
         * @description Scope: `payments:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payments.ignoreUnmatched"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund a payment, whole or in part
         * @description The merchant's own wallet pays: the refund waits for its signature and is recognised on the chain. Without `destination` the payer names an address on the claim page. The sum of all refunds never exceeds what the payment received. Scope: `refunds:write`. Refused with: 404 `not_found`; 409 `conflict`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `invalid_address`, `network_mismatch`, `own_address`, `validation_error`; 503 `price_unavailable`.
         */
        post: operations["refunds.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/refund-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a refund would give back, on each basis
         * @description Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["refunds.preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List refunds
         * @description Scope: `payments:read`.
         */
        get: operations["refunds.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a refund
         * @description Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["refunds.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a refund that was not paid yet
         * @description Money that your wallet sends for it afterwards is shown with it (`paid_after_end`) and does not count. Scope: `refunds:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["refunds.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/refunds/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an output of unknown origin pays the refund
         * @description For an output of the exact sum that was sent from addresses the gateway does not know. Scope: `refunds:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["refunds.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payouts
         * @description Scope: `payments:read`. `GET /withdrawals` do the same.
         */
        get: operations["payouts.list"];
        put?: never;
        /**
         * Ask for a payout from the merchant's own wallet
         * @description It awaits approval, then the signature of your wallet; the gateway holds no key and recognises the transaction on the chain. An amount in fiat is fixed in KAS now, rounded up. Scope: `payouts:write`. `POST /withdrawals` do the same. Refused with: 409 `conflict`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `invalid_address`, `network_mismatch`, `own_address`, `validation_error`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payouts.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for up to 500 payouts from a CSV file
         * @description All rows or none: `issues` of a refusal names every faulty row and column. Scope: `payouts:write`. Refused with: 409 `conflict`, `idempotency_conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `invalid_address`, `network_mismatch`, `own_address`, `validation_error`; 503 `price_unavailable`, `node_unavailable`.
         */
        post: operations["payouts.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payout
         * @description Scope: `payments:read`. `GET /withdrawals/:id` do the same. Refused with: 404 `not_found`.
         */
        get: operations["payouts.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a payout: it awaits the signature then
         * @description Where the store asks for two people (`payoutsNeedTwoPeople`), whoever asked for the payout is refused. Scope: `payouts:write`. Refused with: 403 `forbidden`; 404 `not_found`; 409 `conflict`.
         */
        post: operations["payouts.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a payout that was not paid yet
         * @description Scope: `payouts:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payouts.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{id}/attach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that an output of unknown origin pays the payout
         * @description Scope: `payouts:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["payouts.attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deposit-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the rules of deposits
         * @description What a store that set nothing has: deposits are off, and there are no limits. Scope: `payments:read`.
         */
        get: operations["deposits.getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the rules of deposits
         * @description Only what is given changes, and only for deposits that come later. Pausing (`enabled: false`) stops new addresses, never watching. Scope: `deposits:write`. `PUT /deposit-settings` do the same. Refused with: 409 `conflict`; 422 `amount_too_small`, `amount_too_large`, `unknown_currency`, `validation_error`.
         */
        patch: operations["deposits.updateSettings"];
        trace?: never;
    };
    "/deposit-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deposit accounts
         * @description The newest first, each with its sums. Scope: `payments:read`.
         */
        get: operations["deposits.listAccounts"];
        put?: never;
        /**
         * Make or find the deposit account of a customer
         * @description One account and one permanent address for each `externalUserId`, however often it is called. A later call answers the account that exists, unchanged, with `created: false`; `PATCH` changes it. Scope: `deposits:write`. Refused with: 409 `conflict`, `idempotency_conflict`; 422 `validation_error`; 503 `node_unavailable`.
         */
        post: operations["deposits.createAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deposit-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a deposit account
         * @description With its sums, made from its deposits of this moment. Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["deposits.getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the label or the metadata of a deposit account
         * @description Only what is given changes. The address never does. Scope: `deposits:write`. Refused with: 404 `not_found`.
         */
        patch: operations["deposits.updateAccount"];
        trace?: never;
    };
    "/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deposits
         * @description The newest first. Reverted ones stay in the list. Scope: `payments:read`.
         */
        get: operations["deposits.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deposits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a deposit
         * @description The same object as `data.deposit` of a webhook, with its confirmations of this moment. Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["deposits.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the store's addresses hold
         * @description Watch-only, from the node's UTXO index: addresses of payments and deposit accounts that ever received money, and single addresses. While the node cannot tell, `available` is false with the reason; a wrong sum is never given. Scope: `payments:read`.
         */
        get: operations["balances.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/receipts/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a signed receipt, and whether it still holds
         * @description Send the file that *Download signed receipt* gives; of `/receipt/:id.json` send these two fields, because nothing beside them is signed. 200 also for a receipt that is not valid: read `valid`, then `current`. To check without this gateway: the public keys are at `/.well-known/kaspa-pay/keys.json`, outside of `/api/v1`.
         */
        post: operations["receipts.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Scope: `webhooks:read`.
         */
        get: operations["webhooks.list"];
        put?: never;
        /**
         * Register a webhook endpoint
         * @description The secret is in this answer only. Events of payments and transfers (and `*`) need the scope `payments:read` as well. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 409 `conflict`, `idempotency_conflict`; 422 `invalid_url`.
         */
        post: operations["webhooks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook endpoint
         * @description Scope: `webhooks:read`. Refused with: 404 `not_found`.
         */
        get: operations["webhooks.get"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Scope: `webhooks:write`. Refused with: 404 `not_found`.
         */
        delete: operations["webhooks.remove"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description An endpoint that is sent events of payments or transfers is changed with the scope `payments:read` as well; to switch it off, `webhooks:write` is enough. A signed-in person needs a password entered in the last five minutes for `url` (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. `PUT /webhooks/:id` do the same. Refused with: 403 `reauth_required`; 404 `not_found`; 422 `invalid_url`.
         */
        patch: operations["webhooks.update"];
        trace?: never;
    };
    "/webhooks/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret; both sign for 24 hours
         * @description `webhook-signature` carries a signature by each for 24 hours, or until the rotation is finished. `X-KasPay-Signature` is the lower-case hex HMAC-SHA256 of the raw body. Its key is the whole secret as text, `whsec_` included, not the decoded bytes. It holds one value: while a rotation is not finished, that of the old secret. One rotation at a time: a second one is refused with `conflict` until the first is over. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/rotate-secret/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a rotation: the old secret signs no more
         * @description Call it when your receivers know the new secret, or at once when the old one leaked. Without a rotation under way it answers `conflict`. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.finishRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event now and see the exact result
         * @description Scope: `webhooks:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/resend-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again all that failed since a time
         * @description A delivery that is sent again by hand keeps its `webhook-id` and its body and has the header `X-KP-Resend: true`: a receiver that remembers ids ignores it, unless you let that header through. Scope: `webhooks:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.resendFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an endpoint's deliveries
         * @description Scope: `webhooks:read`. Refused with: 404 `not_found`.
         */
        get: operations["webhooks.listEndpointDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send one delivery again, under the same event id
         * @description A delivery that is sent again by hand keeps its `webhook-id` and its body and has the header `X-KP-Resend: true`: a receiver that remembers ids ignores it, unless you let that header through. Scope: `webhooks:write`. Refused with: 404 `not_found`; 409 `conflict`.
         */
        post: operations["webhooks.resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events of the last 30 days
         * @description The pull side of webhooks: `delivered=false` shows what no endpoint has taken yet. Scope: `payments:read`.
         */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an event
         * @description Scope: `payments:read`. Refused with: 404 `not_found`.
         */
        get: operations["events.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the store's settings
         * @description Scope: `settings:read`.
         */
        get: operations["settings.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the store's settings
         * @description Open payments keep their rules and their address. A signed-in person needs a password entered in the last five minutes for `kaspaAddress` and `xpub` (`POST /auth/step-up`); API keys are refused. A signed-in person needs a password entered in the last five minutes for `redirectHosts` and `allowedOrigins` (`POST /auth/step-up`); API keys need their scope only. Scope: `settings:write`. `PUT /settings` and `POST /settings` do the same. Refused with: 403 `reauth_required`; 409 `conflict`; 422 `invalid_address`, `invalid_xpub`, `network_mismatch`, `unknown_currency`, `invalid_url`, `validation_error`, `amount_too_large`.
         */
        patch: operations["settings.update"];
        trace?: never;
    };
    "/settings/rotate-redirect-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new secret for signed returns
         * @description At once: returns that were signed before do not fit any more. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `settings:write`. Refused with: 403 `reauth_required`.
         */
        post: operations["settings.rotateRedirectSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/callback-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the secret that signs callbacks of payments
         * @description A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`.
         */
        get: operations["settings.callbackSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/rotate-callback-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new callback secret; both sign for 24 hours
         * @description `webhook-signature` carries a signature by each for 24 hours, or until the rotation is finished. `X-KasPay-Signature` is the lower-case hex HMAC-SHA256 of the raw body. Its key is the whole secret as text, `whsec_` included, not the decoded bytes. It holds one value: while a rotation is not finished, that of the old secret. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 409 `conflict`.
         */
        post: operations["settings.rotateCallbackSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/rotate-callback-secret/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish the rotation: the old callback secret signs no more
         * @description A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys need their scope only. Scope: `webhooks:write`. Refused with: 403 `reauth_required`; 409 `conflict`.
         */
        post: operations["settings.finishCallbackRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Scope: `settings:write`.
         */
        get: operations["apiKeys.list"];
        put?: never;
        /**
         * Create an API key; shown this once
         * @description People only, and only with scopes that their own role has. An API key cannot make another one, whatever its scopes. A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys are refused. Scope: `settings:write`. Refused with: 403 `reauth_required`; 409 `conflict`, `idempotency_conflict`; 422 `validation_error`.
         */
        post: operations["apiKeys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key at once
         * @description A signed-in person needs a password entered in the last five minutes (`POST /auth/step-up`); API keys are refused. Scope: `settings:write`. Refused with: 403 `reauth_required`; 404 `not_found`.
         */
        delete: operations["apiKeys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Price of one KAS
         * @description For display: a payment is priced when it is made. Refused with: 404 `not_found`; 422 `unknown_currency`; 503 `price_unavailable`.
         */
        get: operations["market.price"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The used rate, and what every source says
         * @description Shows why a rate is used, and which sources are set aside. Refused with: 404 `not_found`; 422 `unknown_currency`.
         */
        get: operations["market.rates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * State of the Kaspa network
         * @description How far the node is, and how far the gateway has read. While the node does not answer, the last known figures are given. Refused with: 404 `not_found`.
         */
        get: operations["market.network"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version, networks, currencies and limits of this server
         * @description What this server can do, for clients that serve several.
         */
        get: operations["market.serverInfo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status of a payment, for anybody
         * @description Stored state, never a chain call. Send `If-None-Match` and get 304 while nothing changed.
         */
        get: operations["payments.status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pay/status/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status of a payment as KasperoPay says it, for anybody
         * @description Stored state, never a chain call. Send `If-None-Match` and get 304 while nothing changed.
         */
        get: operations["payments.kasperoPayStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Status of a payment as server-sent events
         * @description `event: status`, `id:` = version, the same body as the status route; a comment every 15 s. Resumes by `Last-Event-ID`.
         */
        get: operations["payments.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * QR code of the amount due now, as SVG
         * @description The remaining amount while underpaid. 404 when nothing is due.
         */
        get: operations["payments.qr.svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * QR code of the amount due now, as PNG
         * @description The remaining amount while underpaid. 404 when nothing is due.
         */
        get: operations["payments.qr.png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export payments as CSV, one row per transfer
         * @description Streamed, without a row limit. Cells that a spreadsheet would run are quoted. Scope: `reports:read`. Refused with: 422 `amount_too_large`.
         */
        get: operations["payments.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/wallet/addresses.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the addresses of a wallet as CSV, one row per index
         * @description The recovery list: index, address, state and what came there, so that any wallet finds money beyond its own gap. Scopes: `settings:read` and `reports:read`; of people only owners and managers. Leaves an audit row.
         */
        get: operations["settings.exportAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        WebhookEvent: {
            /** @description Equals the `webhook-id` header; stable over retries. */
            id: string;
            event: components["schemas"]["EventName"];
            timestamp: components["schemas"]["Time"];
            /** @description `sequence` rises with every event of one payment, its refunds included, and of one deposit. It is not gapless for a subscriber: events that an endpoint does not get are counted too. It is null where an event is about neither: `payout.*` (compare `data.payout.version`), `webhook.test` and every other test event, `webhook.disabled`, `link.*` and `wallet.changed`. */
            sequence: number | null;
            storeId: string;
            livemode: boolean;
            data: {
                payment?: components["schemas"]["Payment"];
                transfer?: components["schemas"]["Transfer"];
                refund?: Record<string, unknown>;
                payout?: Record<string, unknown>;
                deposit?: Record<string, unknown>;
                link?: Record<string, unknown>;
                endpoint?: Record<string, unknown>;
                wallet?: Record<string, unknown>;
                /** @description For example `{ late: true }`. */
                detail?: Record<string, unknown>;
            };
        };
        FlatEvent: {
            event: components["schemas"]["EventName"];
            timestamp: components["schemas"]["Time"];
            merchant_id: string;
            payment_id: string;
            order_id: string | null;
            amount_kas: string | null;
            /** @description Value in US dollars of what was received, at the rates of receipt, whatever the price's currency. Null before any money was accepted, and when no US dollar rate was known at receipt. */
            amount_usd: string | null;
            transaction_id: string | null;
            customer_address: string | null;
            items: components["schemas"]["Item"][];
            metadata: Record<string, unknown>;
        };
        /** @enum {string} */
        NetworkId: "mainnet" | "testnet-10" | "simnet";
        /** @description Give either `amount` or `allowAmount`: a fixed price, or bounds within which the payer chooses. */
        CreateLink: {
            title: string;
            /** @description KAS or an enabled currency. Default KAS. */
            currency?: string;
            /**
             * @description Default active.
             * @enum {string}
             */
            status?: "draft" | "active" | "inactive";
            description?: string;
            /** @description The price; leave out with `allowAmount`. */
            amount?: components["schemas"]["AmountInput"] | null;
            /** @description The payer chooses within these bounds. */
            allowAmount?: components["schemas"]["AllowAmountInput"] | null;
            /** @description Time to pay. Default: the store's. */
            expiryMinutes?: number;
            successMessage?: string | null;
            /** @description Its host is on the store's list. */
            redirectUrl?: string | null;
            cancelUrl?: string | null;
            /** @description Minutes the link lives from now; 0 = for ever. */
            linkExpiresIn?: number;
            /** @description What the payer is asked for. */
            ask?: components["schemas"]["AskInput"];
            items?: components["schemas"]["ItemInput"][];
            maxPayments?: number | null;
            slug?: string;
        };
        /** @description Plain digits with at most 8 decimal places, for example "12.5". A JSON number is taken too when it has at most 15 digits, 8 of them after the point; only a string is always exact. */
        AmountInput: string | number;
        AllowAmountInput: {
            min?: components["schemas"]["AmountInput"];
            max?: components["schemas"]["AmountInput"];
            suggested?: components["schemas"]["AmountInput"][];
        };
        AskInput: {
            name?: boolean;
            email?: boolean;
            note?: boolean;
        };
        ItemInput: {
            name: string;
            /** @default 1 */
            quantity: number;
            /** @description Price of one, in the payment's currency. */
            price: components["schemas"]["AmountInput"];
        };
        /** @enum {string} */
        LinkStatus: "draft" | "active" | "inactive" | "archived";
        /** @description From a link: `paymentLinkSlug` with the payer's own data (`customerEmail`, `customerName`, `customerNote`, `metadata`), and `amount` only where the link lets the payer choose. Directly, with a key: `amount`, or `type: deposit` without an amount, and any of the other fields. Give at most one of `expiresIn`, `expiryMinutes` and `expiresAt`. */
        CreatePayment: {
            /** @description Creates the payment from this link. */
            paymentLinkSlug?: string;
            amount?: components["schemas"]["AmountInput"];
            /** @description KAS or an enabled currency. Default KAS. */
            currency?: string;
            /**
             * @description `deposit`: the payer chooses the amount.
             * @enum {string}
             */
            type?: "payment" | "deposit";
            orderId?: string;
            description?: string;
            items?: components["schemas"]["ItemInput"][];
            metadata?: components["schemas"]["MetadataInput"];
            customerEmail?: string;
            customerName?: string;
            customerNote?: string;
            /** @description Where the payer goes after paying; its host is on the store's list. */
            redirectUrl?: string;
            cancelUrl?: string;
            /** @description Gets the events of this payment too, signed with the store's callback secret. Needs the scopes `webhooks:write` and `payments:read` as well. */
            callbackUrl?: string;
            /** @description Seconds until the payment ends. */
            expiresIn?: number;
            /** @description The same in minutes. */
            expiryMinutes?: number;
            /** @description The same as a moment: ISO 8601, or milliseconds since 1970. */
            expiresAt?: components["schemas"]["TimeInput"] | number;
            /** @description About ten a second. */
            requiredConfirmations?: number;
            /** @description Fiat per KAS to use instead of the market's. */
            fixedRate?: components["schemas"]["AmountInput"];
        };
        /** @description At most 50 keys of 40 characters, values of 500 characters, 8 KiB. */
        MetadataInput: {
            [key: string]: unknown;
        };
        /**
         * Format: date-time
         * @description ISO 8601 with seconds and an offset.
         */
        TimeInput: string;
        /** @enum {string} */
        AttentionReason: "underpaid" | "late" | "overpaid" | "multiple" | "reverted" | "manual";
        /** @enum {string} */
        SimulatedCase: "exact" | "under" | "over" | "two-parts" | "double" | "late" | "revert" | "expire";
        IgnoreUnmatched: {
            txId: string;
            index: number;
            note?: string;
        };
        /** @enum {string} */
        RefundBasis: "kas" | "fiatAtPayment" | "fiatNow";
        CreatePayout: {
            amount: components["schemas"]["AmountInput"];
            /** @description KAS (default) or an enabled currency, at the rate of now. */
            currency?: string;
            recipientAddress: string;
            /** @description Your own reference. */
            orderId?: string;
            description?: string;
            metadata?: components["schemas"]["MetadataInput"];
        };
        ImportPayouts: {
            /** @description CSV with a header line: `address`, `amount`, and as you like `currency`, `orderId`, `description`. At most 500 rows, comma or semicolon. Every row is checked before anything is made. */
            csv: string;
        };
        UpdateDepositSettings: {
            /** @description False: no new addresses. Addresses that exist are watched and credited as before. */
            enabled?: boolean;
            /** @description Of `minimum` and `maximum`: KAS or an enabled currency. A change needs both of them again. */
            currency?: string;
            /** @description Less is recorded and not credited. Null: 0.1 KAS, below which nothing is ever credited. */
            minimum?: components["schemas"]["AmountInput"] | null;
            /** @description More is credited and marked `aboveMaximum`. Null: no maximum. */
            maximum?: components["schemas"]["AmountInput"] | null;
            /** @description Of each new deposit. Null: by its value, as the store's payments. */
            requiredConfirmations?: number | null;
        };
        CreateDepositAccount: {
            /** @description The merchant's own id of the customer. */
            externalUserId: string;
            label?: string;
            metadata?: components["schemas"]["MetadataInput"];
        };
        /**
         * @description `confirming`: on the chain, counting confirmations. `confirmed`: credit the customer. `below_minimum`: on the chain and less than the minimum, never credited. `covenant`: bound to a contract, never credited. `reverted`: its block left the chain.
         * @enum {string}
         */
        DepositStatus: "confirming" | "confirmed" | "below_minimum" | "covenant" | "reverted";
        VerifyReceipt: {
            /** @description As it was downloaded: a `ReceiptContent`. */
            receipt: {
                [key: string]: unknown;
            };
            /** @description As it was downloaded: a `ReceiptSignature`. */
            signature: {
                [key: string]: unknown;
            };
        };
        CreateEndpoint: {
            url: string;
            /** @description Default: `*`. `*` and `payment.*` bring every event but `payment.updated`, which repeats each change: only endpoints that name it get it. */
            events?: components["schemas"]["Subscription"][];
            /** @description `flat` sends the flat body with names like `payment_id` and `amount_kas`. */
            format?: components["schemas"]["WebhookFormat"];
            description?: string;
        };
        /** @enum {string} */
        Subscription: "payment.created" | "payment.underpaid" | "payment.confirming" | "payment.confirmed" | "payment.overpaid" | "payment.late" | "payment.expired" | "payment.canceled" | "payment.invalid" | "payment.reverted" | "payment.attention" | "payment.refunded" | "payment.updated" | "transfer.detected" | "transfer.accepted" | "transfer.confirmed" | "transfer.reverted" | "transfer.dropped" | "refund.created" | "refund.awaiting_signature" | "refund.broadcast" | "refund.confirmed" | "refund.failed" | "refund.canceled" | "payout.created" | "payout.awaiting_signature" | "payout.broadcast" | "payout.confirmed" | "payout.failed" | "payout.canceled" | "deposit.detected" | "deposit.confirming" | "deposit.confirmed" | "deposit.reverted" | "deposit.below_minimum" | "link.created" | "link.updated" | "webhook.test" | "webhook.disabled" | "wallet.changed" | "payment.completed" | "payment.failed" | "deposit.processing" | "deposit.completed" | "deposit.failed" | "*" | "payment.*" | "transfer.*" | "refund.*" | "payout.*" | "deposit.*" | "link.*" | "webhook.*" | "wallet.*";
        /** @enum {string} */
        WebhookFormat: "event" | "flat";
        /** @enum {string} */
        EventName: "payment.created" | "payment.underpaid" | "payment.confirming" | "payment.confirmed" | "payment.overpaid" | "payment.late" | "payment.expired" | "payment.canceled" | "payment.invalid" | "payment.reverted" | "payment.attention" | "payment.refunded" | "payment.updated" | "transfer.detected" | "transfer.accepted" | "transfer.confirmed" | "transfer.reverted" | "transfer.dropped" | "refund.created" | "refund.awaiting_signature" | "refund.broadcast" | "refund.confirmed" | "refund.failed" | "refund.canceled" | "payout.created" | "payout.awaiting_signature" | "payout.broadcast" | "payout.confirmed" | "payout.failed" | "payout.canceled" | "deposit.detected" | "deposit.confirming" | "deposit.confirmed" | "deposit.reverted" | "deposit.below_minimum" | "link.created" | "link.updated" | "webhook.test" | "webhook.disabled" | "wallet.changed" | "payment.completed" | "payment.failed" | "deposit.processing" | "deposit.completed" | "deposit.failed";
        /** @enum {string} */
        DeliveryState: "pending" | "delivered" | "failed";
        UpdateSettings: {
            /** @description One Kaspa address, or an account public key (kpub, ktub, xpub). */
            kaspaAddress?: string;
            /** @description Account public key: an address of its own per payment. */
            xpub?: string;
            /** @description Minutes. */
            paymentExpiry?: number;
            tolerance?: components["schemas"]["ToleranceInput"];
            confirmationTiers?: components["schemas"]["ConfirmationTierInput"][];
            /** @description KAS, at least 0.2: most wallets cannot send less. */
            minimumAmount?: components["schemas"]["AmountInput"];
            latePolicy?: components["schemas"]["LatePolicyInput"];
            /** @enum {string} */
            orderIdPolicy?: "free" | "uniqueOpen" | "unique";
            /** @description Whether another person must approve a payout than asked for it; an API key never can. Payouts keep the rule that they were made under. */
            payoutsNeedTwoPeople?: boolean;
            /** @description Whether the payer of an expired direct payment may open a new one for the same order. */
            allowRenew?: boolean;
            /** @description Whether addresses that nobody paid go to new payments a day after theirs ended. */
            recycleAddresses?: boolean;
            quoteLifeMinutes?: number;
            /** @description Money that comes this long after its quote was made still gets it; not below the quote's life. */
            quoteHonouredMinutes?: number;
            rates?: components["schemas"]["RateRulesInput"];
            graceSeconds?: number;
            currencies?: string[];
            /** @description The store's own currency. */
            currency?: string;
            /** @description Pages that may create payments; empty = any. */
            allowedOrigins?: string[];
            /** @description Where payers may be sent: hosts, and schemes of apps like `yourapp:`. Empty = any host, no app. Schemes of browsers, systems and wallets are refused. */
            redirectHosts?: string[];
            logo?: string | null;
            accentColor?: string | null;
            /** @description https: or mailto:. */
            supportUrl?: string | null;
            successMessage?: string | null;
            autoRedirectSeconds?: number | null;
            language?: string;
            storeName?: string;
            timeZone?: string;
        };
        ToleranceInput: {
            percent?: number;
            /** @description KAS, at most 10. */
            max?: components["schemas"]["AmountInput"];
        };
        ConfirmationTierInput: {
            /** @description Applies below this value; null in the last row. */
            belowUsd: components["schemas"]["AmountInput"] | null;
            confirmations: number;
        };
        LatePolicyInput: {
            /** @enum {string} */
            kind: "review" | "accept" | "acceptWithin";
            /** @description Only with `acceptWithin`; default 2. */
            withinPercent?: number;
        };
        RateRulesInput: {
            /** @description Older rates price nothing. Default 120. */
            maxAgeSeconds?: number;
            /** @description Sources further apart price nothing. Default 2. */
            maxSpreadPercent?: number;
            /** @description Above this value in US dollars two sources must agree. Default 500. */
            singleSourceMaxUsd?: components["schemas"]["AmountInput"];
        };
        CreateApiKey: {
            name: string;
            /** @description Default: all. */
            scopes?: components["schemas"]["Scope"][];
            expiresAt?: components["schemas"]["TimeInput"];
            /** @description Reads that this key may make. Default: the server's. */
            readsPerMinute?: number;
            /** @description Writes that this key may make. Default: the server's. */
            writesPerMinute?: number;
        };
        /** @enum {string} */
        Scope: "payments:read" | "payments:write" | "links:read" | "links:write" | "refunds:write" | "payouts:write" | "deposits:write" | "webhooks:read" | "webhooks:write" | "reports:read" | "settings:read" | "settings:write";
        StoreSummary: {
            id: string;
            name: string;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            role: components["schemas"]["Role"];
            /** @description The paired test or live store. */
            twinId: string | null;
            hasWallet: boolean;
            /** @description The store receives at one single address: each payment asks a few sompi more than its price, because only the exact sum tells whose money came. */
            exactAmounts: boolean;
        };
        /** @enum {string} */
        Role: "owner" | "manager" | "accountant" | "cashier" | "developer" | "viewer";
        Done: {
            /** @constant */
            ok: true;
        };
        Me: {
            id: string;
            email: string;
            name: string;
            /** @description The store's single address, or its first one. Null without the scope `settings:read`. */
            kaspaAddress: string | null;
            /** @description Masked: the calling key itself, or for a person who manages keys the store's newest. */
            apiKey: string | null;
            /** @description Minutes. */
            paymentExpiry: number;
            /** @description The store this answer is about. */
            storeId: string;
            role: components["schemas"]["Role"];
            isServerAdmin: boolean;
            steppedUpUntil: components["schemas"]["Time"] | null;
            stores: components["schemas"]["StoreSummary"][];
        };
        /**
         * Format: date-time
         * @description ISO 8601, UTC, milliseconds.
         */
        Time: string;
        Link: {
            id: string;
            title: string;
            description: string | null;
            /** @description 8 places for KAS, the currency's own digits for fiat. */
            amount: string | null;
            currency: string;
            allowAmount: components["schemas"]["AllowAmount"] | null;
            slug: string;
            url: string;
            embedHtml: string;
            status: components["schemas"]["LinkStatus"];
            expiresAt: components["schemas"]["Time"] | null;
            expiryMinutes: number;
            successMessage: string | null;
            redirectUrl: string | null;
            cancelUrl: string | null;
            ask: components["schemas"]["Ask"];
            items: components["schemas"]["Item"][];
            maxPayments: number | null;
            paymentsCount: number;
            confirmedCount: number;
            /** @description Received by its confirmed payments. */
            confirmedAmount: components["schemas"]["Kas"];
            lastPaidAt: components["schemas"]["Time"] | null;
            livemode: boolean;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        AllowAmount: {
            min: string | null;
            max: string | null;
            suggested: string[];
        };
        Ask: {
            name: boolean;
            email: boolean;
            note: boolean;
        };
        Item: {
            name: string;
            quantity: number;
            price: string;
        };
        /** @description KAS with 8 decimal places. */
        Kas: string;
        LinkList: {
            data: components["schemas"]["Link"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        LinkPublic: {
            slug: string;
            title: string;
            description: string | null;
            amount: string | null;
            currency: string;
            /** @description About what will be asked now; null without a fresh rate. */
            amountKas: components["schemas"]["Kas"] | null;
            fiat: components["schemas"]["FiatAmount"] | null;
            allowAmount: components["schemas"]["AllowAmount"] | null;
            ask: components["schemas"]["Ask"];
            items: components["schemas"]["Item"][];
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            cancelUrl: string | null;
            store: {
                name: string;
                logoUrl: string | null;
                supportUrl: string | null;
                accentColor: string | null;
            };
        };
        /** @description Fiat with the currency's own decimal places. */
        FiatAmount: string;
        CreatedPayment: {
            id: string;
            kaspaAddress: string;
            /** @description KAS to pay for `amount`; null while the payer chooses the amount. */
            amountExpected: components["schemas"]["Kas"] | null;
            amountExpectedSompi: components["schemas"]["Sompi"] | null;
            status: components["schemas"]["PaymentStatus"];
            expiresAt: components["schemas"]["Time"];
            /** @description The price as asked, in `currency`; null while the payer chooses the amount. */
            amount: string | null;
            amountSompi: components["schemas"]["Sompi"] | null;
            currency: string;
            fiat: components["schemas"]["FiatValue"] | null;
            quote: components["schemas"]["Quote"] | null;
            quoteExpiresAt: components["schemas"]["Time"] | null;
            uri: string;
            checkoutUrl: string;
            /** @description The payer's proof for this one payment. */
            clientToken: string;
            orderId: string | null;
            /** @description The expired payment of the same order that this one renews. */
            replaces: string | null;
            /** @description All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays. */
            exactAmount: boolean;
            requiredConfirmations: number;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            createdAt: components["schemas"]["Time"];
        };
        /** @description Whole sompi (1 KAS = 100 000 000). */
        Sompi: string;
        /** @enum {string} */
        PaymentStatus: "pending" | "underpaid" | "confirming" | "confirmed" | "expired" | "canceled" | "invalid";
        FiatValue: {
            amount: components["schemas"]["FiatAmount"];
            currency: string;
            /** @description Fiat per KAS. */
            rate: string | null;
            source: string | null;
            at: components["schemas"]["Time"] | null;
        };
        Quote: {
            amountKas: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            rate: string | null;
            source: string | null;
            quotedAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"] | null;
        };
        PaymentList: {
            data: components["schemas"]["PaymentRow"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        PaymentRow: {
            id: string;
            status: components["schemas"]["PaymentStatus"];
            /** @description The price as asked, in `currency`; null while the payer chooses the amount. */
            amount: string | null;
            /** @description KAS to pay for `amount`; null while the payer chooses the amount. */
            amountExpected: components["schemas"]["Kas"] | null;
            amountExpectedSompi: components["schemas"]["Sompi"] | null;
            /** @description What counts: the sum of the credited transfers. */
            amountReceived: components["schemas"]["Kas"];
            amountReceivedSompi: components["schemas"]["Sompi"];
            /** @description Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
            amountUncredited: components["schemas"]["Kas"];
            amountUncreditedSompi: components["schemas"]["Sompi"];
            /** @description What the price is in. */
            currency: string;
            fiat: components["schemas"]["FiatValue"] | null;
            txId: string | null;
            senderAddress: string | null;
            kaspaAddress: string;
            customerName: string | null;
            customerEmail: string | null;
            orderId: string | null;
            linkId: string | null;
            /** @description The expired payment of the same order that this one renews. */
            replaces: string | null;
            /** @description The payment that renewed this one after it expired. */
            replacedBy: string | null;
            /** @description Of the link it was made from. */
            title: string | null;
            description: string | null;
            /** @description Open reasons. */
            attention: components["schemas"]["AttentionReason"][];
            refundStatus: components["schemas"]["RefundStatus"];
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            version: number;
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            confirmedAt: components["schemas"]["Time"] | null;
        };
        /** @enum {string} */
        RefundStatus: "none" | "partial" | "full";
        RedirectCheck: {
            /**
             * @description This server signed the return. No proof of payment.
             * @constant
             */
            valid: true;
            /** @description The payment is confirmed now. */
            verified: boolean;
            payment: {
                id: string;
                orderId: string | null;
                /** @description Now; the return may say an earlier one. */
                status: components["schemas"]["PaymentStatus"];
                confirmedAt: components["schemas"]["Time"] | null;
            };
        };
        PaymentAnswer: components["schemas"]["PaymentFull"] | components["schemas"]["PublicPayment"];
        PaymentFull: {
            id: string;
            status: components["schemas"]["PaymentStatus"];
            /** @description The price as asked, in `currency`; null while the payer chooses the amount. */
            amount: string | null;
            /** @description KAS to pay for `amount`; null while the payer chooses the amount. */
            amountExpected: components["schemas"]["Kas"] | null;
            amountExpectedSompi: components["schemas"]["Sompi"] | null;
            /** @description What counts: the sum of the credited transfers. */
            amountReceived: components["schemas"]["Kas"];
            amountReceivedSompi: components["schemas"]["Sompi"];
            /** @description Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
            amountUncredited: components["schemas"]["Kas"];
            amountUncreditedSompi: components["schemas"]["Sompi"];
            /** @description What the price is in. */
            currency: string;
            fiat: components["schemas"]["FiatValue"] | null;
            txId: string | null;
            senderAddress: string | null;
            kaspaAddress: string;
            customerName: string | null;
            customerEmail: string | null;
            orderId: string | null;
            linkId: string | null;
            /** @description The expired payment of the same order that this one renews. */
            replaces: string | null;
            /** @description The payment that renewed this one after it expired. */
            replacedBy: string | null;
            /** @description Of the link it was made from. */
            title: string | null;
            description: string | null;
            /** @description Open reasons. */
            attention: components["schemas"]["AttentionReason"][];
            refundStatus: components["schemas"]["RefundStatus"];
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            version: number;
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            confirmedAt: components["schemas"]["Time"] | null;
            amountSeen: components["schemas"]["Kas"];
            amountSeenSompi: components["schemas"]["Sompi"];
            /** @description The same as `amountReceived`. */
            amountCredited: components["schemas"]["Kas"];
            amountCreditedSompi: components["schemas"]["Sompi"];
            amountConfirmed: components["schemas"]["Kas"];
            amountConfirmedSompi: components["schemas"]["Sompi"];
            amountMissing: components["schemas"]["Kas"];
            amountMissingSompi: components["schemas"]["Sompi"];
            topUp: components["schemas"]["Kas"];
            topUpSompi: components["schemas"]["Sompi"];
            amountOverpaid: components["schemas"]["Kas"];
            amountOverpaidSompi: components["schemas"]["Sompi"];
            amountRefunded: components["schemas"]["Kas"];
            amountRefundedSompi: components["schemas"]["Sompi"];
            tolerance: components["schemas"]["Kas"];
            toleranceSompi: components["schemas"]["Sompi"];
            /** @description Value of what was received, at the rates of receipt. */
            fiatAtReceipt: components["schemas"]["FiatAmount"] | null;
            /**
             * @description The same in US dollars, whatever the price's currency; null when no such rate was known.
             * @default null
             */
            usdAtReceipt: components["schemas"]["FiatAmount"] | null;
            /** @enum {string} */
            type: "payment" | "deposit";
            uri: string | null;
            /** @description All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays. */
            exactAmount: boolean;
            payable: boolean;
            /** @description The page to pay on. In events without the payer's token: read the payment for that. */
            checkoutUrl: string;
            /** @description The one that counts. */
            quote: components["schemas"]["Quote"] | null;
            quotes: components["schemas"]["Quote"][];
            quoteExpiresAt: components["schemas"]["Time"] | null;
            /** @description What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
            requiredConfirmations: number;
            confirmations: number;
            takenBack: components["schemas"]["TakenBack"] | null;
            firstSeenAt: components["schemas"]["Time"] | null;
            addressIndex: number | null;
            storeId: string;
            items: components["schemas"]["Item"][];
            metadata: Record<string, unknown>;
            /**
             * @description `payer`: set by the page, not to be trusted.
             * @enum {string}
             */
            metadataSource: "merchant" | "payer";
            customerNote: string | null;
            redirectUrl: string | null;
            cancelUrl: string | null;
            callbackUrl: string | null;
            successMessage: string | null;
            mark: {
                /** @enum {string} */
                kind: "paid" | "invalid" | "canceled";
                actor: string;
                reason: string;
                at: components["schemas"]["Time"];
            } | null;
            /** @description All of them, with how each was resolved. */
            attentions: components["schemas"]["AttentionEntry"][];
            transfers: components["schemas"]["Transfer"][];
            timeline: components["schemas"]["TimelineEntry"][];
            /** @description What POST …/mark accepts now. */
            allowedMarks: ("paid" | "invalid" | "clear")[];
            /** @description What else is accepted now. */
            allowedActs: ("cancel" | "requote" | "renew" | "resolve" | "attach" | "simulate")[];
            /** @description About how long until it is confirmed; null unless confirming. */
            confirmationSecondsLeft: number | null;
            /** @description What POST …/simulate plays now; null where the money is real or no simulator is embedded. */
            simulations: components["schemas"]["Simulation"][] | null;
            qrUrl: string;
            serverTime: components["schemas"]["Time"];
        };
        /** @description Money of this payment that the network took back (a reorganisation or a double spend), while what is left is not enough. It may still come back by itself until the status is `invalid` or `expired`. Null = none. */
        TakenBack: {
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            /** @description The newest of them. */
            txId: string;
        };
        AttentionEntry: {
            reason: components["schemas"]["AttentionReason"];
            /** @enum {string} */
            state: "open" | "accepted" | "refunded" | "ignored" | "cleared";
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            raisedAt: components["schemas"]["Time"];
            resolvedAt: components["schemas"]["Time"] | null;
            resolvedBy: string | null;
            note: string | null;
        };
        Transfer: {
            txId: string;
            index: number;
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            status: components["schemas"]["TransferStatus"];
            confirmations: number;
            /** @description 1000 at least for newly mined (coinbase) money. */
            requiredConfirmations: number;
            late: boolean;
            /** @description It counts: part of `amountReceived`. */
            credited: boolean;
            seenAt: components["schemas"]["Time"] | null;
            paidAt: components["schemas"]["Time"] | null;
            confirmedAt: components["schemas"]["Time"] | null;
            acceptingBlockHash: string | null;
            acceptingDaaScore: string | null;
            /** @description A hint: may be an exchange. */
            senderAddresses: string[];
            /** @description Fiat per KAS at receipt. */
            rate: string | null;
            fiatAtReceipt: components["schemas"]["FiatAmount"] | null;
            explorerUrl: string | null;
        };
        /** @enum {string} */
        TransferStatus: "detected" | "accepted" | "confirmed" | "reverted" | "dropped";
        TimelineEntry: {
            /** @description For example `payment.created`, `transfer.accepted`, `act.cancel`. */
            kind: string;
            at: components["schemas"]["Time"];
            actor: string | null;
            detail: Record<string, unknown>;
        };
        Simulation: {
            case: components["schemas"]["SimulatedCase"];
            /** @description Why it cannot be played now; null = it can. */
            unavailable: string | null;
        };
        PublicPayment: {
            id: string;
            status: components["schemas"]["PaymentStatus"];
            attention: ("underpaid" | "overpaid" | "late")[];
            payable: boolean;
            /** @description The price as asked, in `currency`; null while the payer chooses the amount. */
            amount: string | null;
            /** @description KAS to pay for `amount`; null while the payer chooses the amount. */
            amountExpected: components["schemas"]["Kas"] | null;
            amountExpectedSompi: components["schemas"]["Sompi"] | null;
            amountSeen: components["schemas"]["Kas"];
            amountSeenSompi: components["schemas"]["Sompi"];
            /** @description What counts. */
            amountReceived: components["schemas"]["Kas"];
            amountReceivedSompi: components["schemas"]["Sompi"];
            /** @description Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
            amountUncredited: components["schemas"]["Kas"];
            amountUncreditedSompi: components["schemas"]["Sompi"];
            takenBack: components["schemas"]["TakenBack"] | null;
            amountMissing: components["schemas"]["Kas"];
            amountMissingSompi: components["schemas"]["Sompi"];
            topUp: components["schemas"]["Kas"];
            topUpSompi: components["schemas"]["Sompi"];
            amountOverpaid: components["schemas"]["Kas"];
            amountOverpaidSompi: components["schemas"]["Sompi"];
            currency: string;
            fiat: components["schemas"]["FiatValue"] | null;
            kaspaAddress: string;
            /** @description Asks for the amount due now; null when nothing is due. */
            uri: string | null;
            /** @description Single-address mode: the sum identifies the payer. */
            exactAmount: boolean;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            /** @description What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
            requiredConfirmations: number;
            confirmations: number;
            firstSeenAt: components["schemas"]["Time"] | null;
            confirmedAt: components["schemas"]["Time"] | null;
            expiresAt: components["schemas"]["Time"];
            quoteExpiresAt: components["schemas"]["Time"] | null;
            serverTime: components["schemas"]["Time"];
            version: number;
            transfers: components["schemas"]["PublicTransfer"][];
            /** @description The newest first, at most 100. */
            refunds: components["schemas"]["PublicRefund"][];
            title: string | null;
            description: string | null;
            items: components["schemas"]["Item"][];
            successMessage: string | null;
            /** @description Signed; only once the status is final. */
            returnUrl: string | null;
            /** @description The way back to the shop without paying, in every state; unsigned. */
            cancelUrl: string | null;
            /** @description POST …/renew answers with a payment of the same order, the first time or again. */
            canRenew: boolean;
            /** @description The expired payment of the same order that this one renews. */
            replaces: string | null;
            /** @description The payment that renewed this one after it expired. */
            replacedBy: string | null;
            receiptUrl: string | null;
            /** @description Holds `{txId}`. */
            explorerTxTemplate: string | null;
            /** @description Simulated stores only. */
            demoWalletUrl: string | null;
            store: {
                name: string;
                logoUrl: string | null;
                supportUrl: string | null;
                accentColor: string | null;
            };
        };
        PublicTransfer: {
            txId: string;
            index: number;
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            status: components["schemas"]["TransferStatus"];
            /** @description It counts: part of `amountReceived`. */
            credited: boolean;
            confirmations: number;
            requiredConfirmations: number;
            paidAt: components["schemas"]["Time"] | null;
            confirmedAt: components["schemas"]["Time"] | null;
        };
        PublicRefund: {
            status: components["schemas"]["DisbursementStatus"];
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            txId: string | null;
            createdAt: components["schemas"]["Time"];
        };
        /** @enum {string} */
        DisbursementStatus: "awaiting_approval" | "awaiting_destination" | "awaiting_signature" | "broadcast" | "confirmed" | "failed" | "canceled";
        UnmatchedList: {
            data: components["schemas"]["UnmatchedTransfer"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        UnmatchedTransfer: {
            txId: string;
            index: number;
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            address: string;
            at: components["schemas"]["Time"];
            /** @description Why no payment owns it, for people. */
            reason: string;
            /**
             * @description `no_owner`: nobody waited for money there; `amount`: no payment has this exact amount; `ambiguous`: several have it; `own_change`: the address paid itself, so it is listed as ignored.
             * @enum {string}
             */
            reasonCode: "no_owner" | "amount" | "ambiguous" | "own_change" | "known";
            /**
             * @description `reverted`: its block left the chain, it is no money now.
             * @enum {string}
             */
            status: "accepted" | "reverted";
            ignored: boolean;
            /** @description Why it was put aside. */
            note: string | null;
            explorerUrl: string | null;
            /** @description Payments of nearly the same amount on the same day, the likeliest first; at most 3. */
            guesses: {
                paymentId: string;
                amountExpected: components["schemas"]["Kas"];
                createdAt: components["schemas"]["Time"];
            }[];
        };
        Refund: {
            id: string;
            status: components["schemas"]["DisbursementStatus"];
            /** @description What the wallet is asked to send, exactly. */
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            /** @description For the merchant's wallet, as QR code or link; null unless it awaits the signature. */
            uri: string | null;
            /** @description The transaction that pays it. */
            txId: string | null;
            explorerUrl: string | null;
            /** @description Of the output that pays it. */
            confirmations: number;
            requiredConfirmations: number;
            outputs: components["schemas"]["OutgoingTransfer"][];
            /** @description `unknown_source`: an output fits and was sent from elsewhere; attach it if it is yours. `second_output`: the same sum went there twice. `paid_after_end`: it was paid after it was canceled or had failed. */
            attention: ("unknown_source" | "second_output" | "paid_after_end") | null;
            /** @description Why it was canceled or failed. */
            endReason: string | null;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            /** @description Rises with each change. */
            version: number;
            /** @description Who asked for it: `user:…` or `key:…`. */
            createdBy: string;
            createdAt: components["schemas"]["Time"];
            /** @description When it fails if nobody has acted; null = never. */
            expiresAt: components["schemas"]["Time"] | null;
            confirmedAt: components["schemas"]["Time"] | null;
            paymentId: string;
            /** @description Null until the payer names one. */
            address: string | null;
            basis: components["schemas"]["RefundBasis"];
            sums: components["schemas"]["RefundSums"];
            reason: string | null;
            /** @description Where the claim link was sent; null without a mail server. */
            email: string | null;
            /** @description For the payer; null unless it awaits the destination, and for callers without `refunds:write`. Treat it as a secret. */
            claimUrl: string | null;
        };
        OutgoingTransfer: {
            txId: string;
            index: number;
            /** @enum {string} */
            status: "accepted" | "confirmed" | "reverted";
            /**
             * @description `wallet`: it spends addresses of the store's wallet. `unknown`: it does not, and counts once you say so. `attached`: you said so.
             * @enum {string}
             */
            source: "wallet" | "unknown" | "attached";
            /** @description This output pays the request; the others are shown only. */
            counts: boolean;
            explorerUrl: string | null;
        };
        /** @description Of a refund: as they were when it was made. */
        RefundSums: {
            kas: components["schemas"]["KasSum"] | null;
            fiatAtPayment: components["schemas"]["KasSum"] | null;
            fiatNow: components["schemas"]["KasSum"] | null;
            /** @description What it was worth when it was paid. */
            atPayment: components["schemas"]["FiatSum"] | null;
            /** @description Fiat per KAS now. */
            rateNow: string | null;
        };
        KasSum: {
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
        };
        FiatSum: {
            amount: components["schemas"]["FiatAmount"];
            currency: string;
            /** @description Fiat per KAS. */
            rate: string;
        };
        RefundPreview: {
            paymentId: string;
            sums: components["schemas"]["RefundSums"];
            /** @description What may still be refunded: received less refunds that are open or done. */
            left: components["schemas"]["Kas"];
            leftSompi: components["schemas"]["Sompi"];
            /** @description Smaller sums cannot be sent. */
            minimum: components["schemas"]["Kas"];
            /** @description Where the money came from. It may be an exchange: ask the payer before you send anything there. */
            senderAddresses: string[];
        };
        RefundList: {
            data: components["schemas"]["Refund"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        Payout: {
            id: string;
            status: components["schemas"]["DisbursementStatus"];
            /** @description What the wallet is asked to send, exactly. */
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            /** @description For the merchant's wallet, as QR code or link; null unless it awaits the signature. */
            uri: string | null;
            /** @description The transaction that pays it. */
            txId: string | null;
            explorerUrl: string | null;
            /** @description Of the output that pays it. */
            confirmations: number;
            requiredConfirmations: number;
            outputs: components["schemas"]["OutgoingTransfer"][];
            /** @description `unknown_source`: an output fits and was sent from elsewhere; attach it if it is yours. `second_output`: the same sum went there twice. `paid_after_end`: it was paid after it was canceled or had failed. */
            attention: ("unknown_source" | "second_output" | "paid_after_end") | null;
            /** @description Why it was canceled or failed. */
            endReason: string | null;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            /** @description Rises with each change. */
            version: number;
            /** @description Who asked for it: `user:…` or `key:…`. */
            createdBy: string;
            createdAt: components["schemas"]["Time"];
            /** @description When it fails if nobody has acted; null = never. */
            expiresAt: components["schemas"]["Time"] | null;
            confirmedAt: components["schemas"]["Time"] | null;
            /** @description In which the amount was asked. */
            currency: string;
            /** @description Of an amount asked in fiat. */
            fiat: components["schemas"]["FiatSum"] | null;
            recipientAddress: string;
            orderId: string | null;
            description: string | null;
            metadata: Record<string, unknown>;
            approvedBy: string | null;
            /** @description Whoever asked for it may not approve it. */
            needsOtherPerson: boolean;
        };
        PayoutList: {
            data: components["schemas"]["Payout"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        PayoutsImported: {
            data: components["schemas"]["Payout"][];
            count: number;
        };
        DepositSettings: {
            enabled: boolean;
            currency: string;
            /** @description In `currency`. */
            minimum: string | null;
            /** @description In `currency`. */
            maximum: string | null;
            requiredConfirmations: number | null;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            /** @description Null: never set. */
            updatedAt: components["schemas"]["Time"] | null;
        };
        DepositAccountCreated: {
            id: string;
            externalUserId: string;
            label: string | null;
            metadata: Record<string, unknown>;
            /** @description Permanent: every output to it is one deposit. */
            address: string;
            addressIndex: number;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            totals: components["schemas"]["DepositTotals"];
            lastDepositAt: components["schemas"]["Time"] | null;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            /** @description False: the customer had an account, which is answered as it is. */
            created: boolean;
        };
        DepositTotals: {
            /** @description Credited and confirmed: what the customer has received. */
            confirmed: components["schemas"]["Kas"];
            confirmedSompi: components["schemas"]["Sompi"];
            /** @description On the chain, not confirmed yet. */
            confirming: components["schemas"]["Kas"];
            confirmingSompi: components["schemas"]["Sompi"];
            /** @description On the chain and never credited: below the minimum, or bound to a covenant. */
            uncredited: components["schemas"]["Kas"];
            uncreditedSompi: components["schemas"]["Sompi"];
            /** @description Deposits on the chain, credited or not. */
            deposits: number;
        };
        DepositAccountList: {
            data: components["schemas"]["DepositAccount"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        DepositAccount: {
            id: string;
            externalUserId: string;
            label: string | null;
            metadata: Record<string, unknown>;
            /** @description Permanent: every output to it is one deposit. */
            address: string;
            addressIndex: number;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            totals: components["schemas"]["DepositTotals"];
            lastDepositAt: components["schemas"]["Time"] | null;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        DepositList: {
            data: components["schemas"]["Deposit"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        Deposit: {
            id: string;
            accountId: string;
            externalUserId: string;
            status: components["schemas"]["DepositStatus"];
            /** @description It counts: `confirming` or `confirmed`. Credit the customer at `confirmed`. */
            credited: boolean;
            /** @description More than the maximum that was set when it came: look at it. */
            aboveMaximum: boolean;
            /** @description After a gap in the chain's history the node no longer showed it: check it by hand. */
            vanished: boolean;
            amount: components["schemas"]["Kas"];
            amountSompi: components["schemas"]["Sompi"];
            address: string;
            txId: string;
            index: number;
            confirmations: number;
            requiredConfirmations: number;
            /** @description Newly mined: needs at least 1000 confirmations. */
            coinbase: boolean;
            /** @description Of `rate` and `fiatAtReceipt`. */
            currency: string;
            /** @description `currency` per KAS at receipt; null when no rate was known. */
            rate: string | null;
            fiatAtReceipt: components["schemas"]["FiatAmount"] | null;
            /** @description The minimum that it was compared with, in KAS. */
            minimum: components["schemas"]["Kas"];
            minimumSompi: components["schemas"]["Sompi"];
            /** @description A hint; never a proof of who paid. */
            senderAddresses: string[];
            acceptingBlockHash: string | null;
            acceptingDaaScore: string | null;
            receivedAt: components["schemas"]["Time"];
            confirmedAt: components["schemas"]["Time"] | null;
            explorerUrl: string | null;
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            version: number;
        };
        BalanceList: {
            data: components["schemas"]["Balance"][];
        };
        Balance: components["schemas"]["AvailableBalance"] | components["schemas"]["UnknownBalance"];
        AvailableBalance: {
            /** @constant */
            available: true;
            network: components["schemas"]["NetworkId"];
            /** @description All that lies on the addresses: `mature`, `immature` and `covenant`. */
            total: components["schemas"]["Kas"];
            totalSompi: components["schemas"]["Sompi"];
            /** @description What the wallet can spend. */
            mature: components["schemas"]["Kas"];
            matureSompi: components["schemas"]["Sompi"];
            /** @description Newly mined, with less than 1000 confirmations. */
            immature: components["schemas"]["Kas"];
            immatureSompi: components["schemas"]["Sompi"];
            /** @description Bound to a contract. */
            covenant: components["schemas"]["Kas"];
            covenantSompi: components["schemas"]["Sompi"];
            /** @description Unspent outputs. A wallet needs several transactions to spend very many. */
            utxos: number;
            /** @description Addresses that were looked at: those that ever received money. */
            addresses: number;
            /** @description The node's DAA score at which the sum is true. */
            asOfDaaScore: string;
            readAt: components["schemas"]["Time"];
        };
        UnknownBalance: {
            /** @constant */
            available: false;
            network: components["schemas"]["NetworkId"];
            /** @enum {string} */
            reason: "node_unavailable" | "node_unsynced" | "no_utxo_index" | "too_many_addresses" | "changing";
            /** @description The reason and what to do, for people. */
            message: string;
        };
        ReceiptCheck: {
            /** @description This gateway signed exactly this receipt. Read `current` as well. */
            valid: boolean;
            /** @description Why it is not valid. `malformed`: no receipt of this form. `unknown_key`: signed by another gateway, or with another master key. `bad_signature`: something was changed. */
            reason: ("malformed" | "unknown_key" | "bad_signature") | null;
            /** @description What the gateway knows now; null unless `valid`. */
            current: {
                /** @description Everything that the receipt says of payment and chain is still so. */
                holds: boolean;
                /** @description What changed. `payment_unknown`: this gateway has no such payment. `transfer_reverted`: a reorganisation took money of the receipt away. `payment_not_confirmed`: it is not confirmed any more with this money, see `status`. `transfer_moved`: the money is there, another block accepted it: issue the receipt again. */
                reason: ("payment_unknown" | "transfer_reverted" | "payment_not_confirmed" | "transfer_moved") | null;
                status: components["schemas"]["PaymentStatus"] | null;
                /** @description A refund does not change `holds`. */
                refundStatus: ("none" | "partial" | "full") | null;
                checkedAt: components["schemas"]["Time"];
            } | null;
        };
        WebhookEndpointCreated: {
            id: string;
            url: string;
            events: string[];
            format: components["schemas"]["WebhookFormat"];
            description: string | null;
            isActive: boolean;
            /** @enum {string} */
            state: "healthy" | "failing" | "disabled";
            disabledReason: string | null;
            failingSince: components["schemas"]["Time"] | null;
            lastDelivery: {
                at: components["schemas"]["Time"];
                status: number | null;
                ok: boolean;
            } | null;
            /** @description 0 to 1; null without deliveries. */
            successRate24h: number | null;
            /** @description A rotation is under way: until then, or until it is finished, both secrets sign. */
            previousSecretExpiresAt: components["schemas"]["Time"] | null;
            livemode: boolean;
            createdAt: components["schemas"]["Time"];
            /** @description `whsec_…`, shown this once. */
            secret: string;
        };
        WebhookEndpointList: {
            data: components["schemas"]["WebhookEndpoint"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            events: string[];
            format: components["schemas"]["WebhookFormat"];
            description: string | null;
            isActive: boolean;
            /** @enum {string} */
            state: "healthy" | "failing" | "disabled";
            disabledReason: string | null;
            failingSince: components["schemas"]["Time"] | null;
            lastDelivery: {
                at: components["schemas"]["Time"];
                status: number | null;
                ok: boolean;
            } | null;
            /** @description 0 to 1; null without deliveries. */
            successRate24h: number | null;
            /** @description A rotation is under way: until then, or until it is finished, both secrets sign. */
            previousSecretExpiresAt: components["schemas"]["Time"] | null;
            livemode: boolean;
            createdAt: components["schemas"]["Time"];
            /** @description Masked. */
            secret: string;
        };
        RotatedSecret: {
            id: string;
            secret: string;
            previousSecretExpiresAt: components["schemas"]["Time"];
        };
        TestResult: {
            delivered: boolean;
            status: number | null;
            latencyMs: number;
            /** @description For example `dns`, `tls`, `refused`, `timeout`, `blocked_address`. */
            errorClass: string | null;
            message: string | null;
            /** @description At most 1 KiB of the answer. */
            responseSnippet: string | null;
            eventId: string;
            deliveryId: string | null;
        };
        ResendCount: {
            count: number;
        };
        DeliveryList: {
            data: components["schemas"]["Delivery"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        Delivery: {
            id: string;
            eventId: string;
            event: components["schemas"]["EventName"];
            endpointId: string;
            url: string;
            /** @description To the payment's own `callbackUrl`, not to a registered endpoint. */
            callback: boolean;
            paymentId: string | null;
            state: components["schemas"]["DeliveryState"];
            attempts: number;
            maxAttempts: number;
            /** @description Sent again by hand: it goes out with `X-KP-Resend: true`. */
            resent: boolean;
            nextAttemptAt: components["schemas"]["Time"] | null;
            lastAttemptAt: components["schemas"]["Time"] | null;
            lastStatus: number | null;
            latencyMs: number | null;
            errorClass: string | null;
            message: string | null;
            createdAt: components["schemas"]["Time"];
            deliveredAt: components["schemas"]["Time"] | null;
        };
        EventList: {
            data: components["schemas"]["StoredEvent"][];
            hasMore: boolean;
            /** @description Send as `cursor` for the next page. */
            nextCursor: string | null;
        };
        StoredEvent: {
            /** @description Equals the `webhook-id` header; stable over retries. */
            id: string;
            event: components["schemas"]["EventName"];
            timestamp: components["schemas"]["Time"];
            /** @description `sequence` rises with every event of one payment, its refunds included, and of one deposit. It is not gapless for a subscriber: events that an endpoint does not get are counted too. It is null where an event is about neither: `payout.*` (compare `data.payout.version`), `webhook.test` and every other test event, `webhook.disabled`, `link.*` and `wallet.changed`. */
            sequence: number | null;
            storeId: string;
            livemode: boolean;
            data: {
                payment?: components["schemas"]["Payment"];
                transfer?: components["schemas"]["Transfer"];
                refund?: Record<string, unknown>;
                payout?: Record<string, unknown>;
                deposit?: Record<string, unknown>;
                link?: Record<string, unknown>;
                endpoint?: Record<string, unknown>;
                wallet?: Record<string, unknown>;
                /** @description For example `{ late: true }`. */
                detail?: Record<string, unknown>;
            };
            /** @description No endpoint still waits for it. */
            delivered: boolean;
        };
        Payment: {
            id: string;
            status: components["schemas"]["PaymentStatus"];
            /** @description The price as asked, in `currency`; null while the payer chooses the amount. */
            amount: string | null;
            /** @description KAS to pay for `amount`; null while the payer chooses the amount. */
            amountExpected: components["schemas"]["Kas"] | null;
            amountExpectedSompi: components["schemas"]["Sompi"] | null;
            /** @description What counts: the sum of the credited transfers. */
            amountReceived: components["schemas"]["Kas"];
            amountReceivedSompi: components["schemas"]["Sompi"];
            /** @description Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
            amountUncredited: components["schemas"]["Kas"];
            amountUncreditedSompi: components["schemas"]["Sompi"];
            /** @description What the price is in. */
            currency: string;
            fiat: components["schemas"]["FiatValue"] | null;
            txId: string | null;
            senderAddress: string | null;
            kaspaAddress: string;
            customerName: string | null;
            customerEmail: string | null;
            orderId: string | null;
            linkId: string | null;
            /** @description The expired payment of the same order that this one renews. */
            replaces: string | null;
            /** @description The payment that renewed this one after it expired. */
            replacedBy: string | null;
            /** @description Of the link it was made from. */
            title: string | null;
            description: string | null;
            /** @description Open reasons. */
            attention: components["schemas"]["AttentionReason"][];
            refundStatus: components["schemas"]["RefundStatus"];
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            version: number;
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
            confirmedAt: components["schemas"]["Time"] | null;
            amountSeen: components["schemas"]["Kas"];
            amountSeenSompi: components["schemas"]["Sompi"];
            /** @description The same as `amountReceived`. */
            amountCredited: components["schemas"]["Kas"];
            amountCreditedSompi: components["schemas"]["Sompi"];
            amountConfirmed: components["schemas"]["Kas"];
            amountConfirmedSompi: components["schemas"]["Sompi"];
            amountMissing: components["schemas"]["Kas"];
            amountMissingSompi: components["schemas"]["Sompi"];
            topUp: components["schemas"]["Kas"];
            topUpSompi: components["schemas"]["Sompi"];
            amountOverpaid: components["schemas"]["Kas"];
            amountOverpaidSompi: components["schemas"]["Sompi"];
            amountRefunded: components["schemas"]["Kas"];
            amountRefundedSompi: components["schemas"]["Sompi"];
            tolerance: components["schemas"]["Kas"];
            toleranceSompi: components["schemas"]["Sompi"];
            /** @description Value of what was received, at the rates of receipt. */
            fiatAtReceipt: components["schemas"]["FiatAmount"] | null;
            /**
             * @description The same in US dollars, whatever the price's currency; null when no such rate was known.
             * @default null
             */
            usdAtReceipt: components["schemas"]["FiatAmount"] | null;
            /** @enum {string} */
            type: "payment" | "deposit";
            uri: string | null;
            /** @description All payments of the store share one address: `amountExpected` is `amount` and a few sompi that no other open payment asks, and only this exact sum pays. */
            exactAmount: boolean;
            payable: boolean;
            /** @description The page to pay on. In events without the payer's token: read the payment for that. */
            checkoutUrl: string;
            /** @description The one that counts. */
            quote: components["schemas"]["Quote"] | null;
            quotes: components["schemas"]["Quote"][];
            quoteExpiresAt: components["schemas"]["Time"] | null;
            /** @description What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
            requiredConfirmations: number;
            confirmations: number;
            takenBack: components["schemas"]["TakenBack"] | null;
            firstSeenAt: components["schemas"]["Time"] | null;
            addressIndex: number | null;
            storeId: string;
            items: components["schemas"]["Item"][];
            metadata: Record<string, unknown>;
            /**
             * @description `payer`: set by the page, not to be trusted.
             * @enum {string}
             */
            metadataSource: "merchant" | "payer";
            customerNote: string | null;
            redirectUrl: string | null;
            cancelUrl: string | null;
            callbackUrl: string | null;
            successMessage: string | null;
            mark: {
                /** @enum {string} */
                kind: "paid" | "invalid" | "canceled";
                actor: string;
                reason: string;
                at: components["schemas"]["Time"];
            } | null;
            /** @description All of them, with how each was resolved. */
            attentions: components["schemas"]["AttentionEntry"][];
            transfers: components["schemas"]["Transfer"][];
        };
        Settings: {
            paymentExpiry: number;
            kaspaAddress: string | null;
            /** @description The store receives at one single address: each payment asks a few sompi more than its price, because only the exact sum tells whose money came. */
            exactAmounts: boolean;
            wallet: components["schemas"]["WalletInfo"] | null;
            /** @description Wallets that were replaced, the last one first: their addresses are watched for ever. */
            formerWallets: {
                id: string;
                /** @enum {string} */
                mode: "xpub" | "address";
                fingerprint: string | null;
                address: string | null;
                replacedAt: components["schemas"]["Time"];
            }[];
            network: components["schemas"]["NetworkId"];
            livemode: boolean;
            tolerance: {
                percent: number;
                max: components["schemas"]["Kas"];
            };
            confirmationTiers: {
                belowUsd: string | null;
                confirmations: number;
            }[];
            minimumAmount: components["schemas"]["Kas"];
            latePolicy: {
                /** @enum {string} */
                kind: "review" | "accept" | "acceptWithin";
                withinPercent: number;
            };
            /** @enum {string} */
            orderIdPolicy: "free" | "uniqueOpen" | "unique";
            allowRenew: boolean;
            payoutsNeedTwoPeople: boolean;
            recycleAddresses: boolean;
            quoteLifeMinutes: number;
            quoteHonouredMinutes: number;
            rates: {
                maxAgeSeconds: number;
                maxSpreadPercent: number;
                singleSourceMaxUsd: string;
            };
            graceSeconds: number;
            currencies: string[];
            currency: string;
            allowedOrigins: string[];
            redirectHosts: string[];
            logoUrl: string | null;
            accentColor: string | null;
            supportUrl: string | null;
            successMessage: string | null;
            autoRedirectSeconds: number | null;
            language: string;
            storeName: string;
            timeZone: string;
        };
        WalletInfo: {
            id: string;
            /** @enum {string} */
            mode: "xpub" | "address";
            network: components["schemas"]["NetworkId"];
            fingerprint: string | null;
            /** @description The first, to compare. */
            addresses: {
                index: number;
                address: string;
            }[];
            nextIndex: number | null;
            /** @description Highest index given out less the highest ever paid; null for a single address. */
            gap: number | null;
            /** @description `warning` from 8, `alert` from 15. */
            gapLevel: ("ok" | "warning" | "alert") | null;
            /** @description Wallets that cannot see money on the newest address. */
            blindWallets: string[];
            changedAt: components["schemas"]["Time"] | null;
        };
        RedirectSecret: {
            /** @description 64 hex digits. The key of the HMAC is this text itself (its UTF-8 bytes), not the bytes it spells. */
            redirectSecret: string;
        };
        CallbackSecret: {
            /** @description `whsec_…`: verify callbacks with it as webhooks with theirs. */
            callbackSecret: string;
            /** @description A rotation is under way: until then, or until it is finished, both secrets sign. */
            previousSecretExpiresAt: components["schemas"]["Time"] | null;
        };
        ApiKeyCreated: {
            id: string;
            name: string;
            /** @description Prefix and last 4 characters. */
            masked: string;
            scopes: components["schemas"]["Scope"][];
            /** @description Limit of its own; null = the server's. */
            readsPerMinute: number | null;
            /** @description Limit of its own; null = the server's. */
            writesPerMinute: number | null;
            livemode: boolean;
            createdBy: string | null;
            /** @description Of the member who made it. */
            createdByName: string | null;
            createdAt: components["schemas"]["Time"];
            lastUsedAt: components["schemas"]["Time"] | null;
            lastUsedIp: string | null;
            /** @description When it was last refused for coming from a browser. */
            browserUseAt: components["schemas"]["Time"] | null;
            expiresAt: components["schemas"]["Time"] | null;
            /** @description `kp_live_…` or `kp_test_…`, shown this once. */
            key: string;
        };
        ApiKeyList: {
            data: components["schemas"]["ApiKey"][];
        };
        ApiKey: {
            id: string;
            name: string;
            /** @description Prefix and last 4 characters. */
            masked: string;
            scopes: components["schemas"]["Scope"][];
            /** @description Limit of its own; null = the server's. */
            readsPerMinute: number | null;
            /** @description Limit of its own; null = the server's. */
            writesPerMinute: number | null;
            livemode: boolean;
            createdBy: string | null;
            /** @description Of the member who made it. */
            createdByName: string | null;
            createdAt: components["schemas"]["Time"];
            lastUsedAt: components["schemas"]["Time"] | null;
            lastUsedIp: string | null;
            /** @description When it was last refused for coming from a browser. */
            browserUseAt: components["schemas"]["Time"] | null;
            expiresAt: components["schemas"]["Time"] | null;
        };
        Price: {
            price: number;
            currency: string;
            /** @description Fiat per KAS, exact. */
            rate: string;
            source: string;
            at: components["schemas"]["Time"];
            fetchedAt: components["schemas"]["Time"];
            stale: boolean;
        };
        Rates: {
            base: string;
            quote: string;
            rate: string | null;
            source: string | null;
            fetchedAt: components["schemas"]["Time"] | null;
            stale: boolean;
            sources: {
                name: string;
                rate: string | null;
                fetchedAt: components["schemas"]["Time"] | null;
                /** @enum {string} */
                state: "fresh" | "stale" | "aside" | "failing";
                message: string | null;
            }[];
        };
        NetworkInfo: {
            /** @description Last known; null before the node was ever heard since the start. */
            blockCount: number | null;
            headerCount: number | null;
            difficulty: number | null;
            /** @description Last known, also from before the start. */
            virtualDaaScore: number | null;
            networkName: string;
            /** @description The node answers, and is in step with its network. */
            synced: boolean;
            /** @description The same as `synced`. */
            isSynced: boolean;
            /** @description Since the chain was last read to its end; null = never. */
            lagSeconds: number | null;
            /** @description The chain's clock less this server's; from 30 s on somebody should look. Null = not measured yet. */
            clockSkewSeconds: number | null;
            serverVersion: string | null;
            /** @description Why it is not synced, or nothing is confirmed; null = all is well. */
            reason: string | null;
        };
        ServerInfo: {
            version: string;
            publicUrl: string;
            networks: {
                id: components["schemas"]["NetworkId"];
                name: string;
                livemode: boolean;
                addressPrefix: string;
                explorerTxTemplate: string | null;
                explorerAddressTemplate: string | null;
            }[];
            currencies: {
                code: string;
                minorDigits: number;
            }[];
            asset: {
                symbol: string;
                name: string;
                decimals: number;
                /** @description An SVG from this server, which any page may show. */
                logoUrl: string;
                prefixes: string[];
            };
            limits: {
                bodyBytes: number;
                metadataKeys: number;
                items: number;
                minimumKas: string;
                maximumKas: string;
                readsPerMinute: number;
                writesPerMinute: number;
                webhookEndpoints: number;
                apiKeys: number;
                links: number;
            };
        };
        PaymentStatusBody: {
            id: string;
            status: components["schemas"]["PaymentStatus"];
            /** @description What counts. */
            amountReceived: components["schemas"]["Kas"];
            amountReceivedSompi: components["schemas"]["Sompi"];
            /** @description Came and does not count: late and not accepted by the shop, or after a cancel. Never part of `amountReceived`. */
            amountUncredited: components["schemas"]["Kas"];
            amountUncreditedSompi: components["schemas"]["Sompi"];
            takenBack: components["schemas"]["TakenBack"] | null;
            /** @description Of the first credited transfer. May be an exchange's: never refund to it unasked. */
            senderAddress: string | null;
            /** @description The first credited transfer's transaction. */
            txId: string | null;
            /** @description The least of all credited transfers. */
            confirmations: number;
            confirmedAt: components["schemas"]["Time"] | null;
            /** @description The address may be shown: not over, not fully paid. */
            payable: boolean;
            amountExpected: components["schemas"]["Kas"] | null;
            amountExpectedSompi: components["schemas"]["Sompi"] | null;
            /** @description In the mempool: informs only. */
            amountSeen: components["schemas"]["Kas"];
            amountSeenSompi: components["schemas"]["Sompi"];
            amountMissing: components["schemas"]["Kas"];
            amountMissingSompi: components["schemas"]["Sompi"];
            /** @description What the QR asks while underpaid: the missing sum, at least 0.2 KAS. */
            topUp: components["schemas"]["Kas"];
            topUpSompi: components["schemas"]["Sompi"];
            /** @description What the payment asks for, or more while money counts that needs more: 1000 for newly mined (coinbase) money. */
            requiredConfirmations: number;
            expiresAt: components["schemas"]["Time"];
            /** @description Null for a KAS price. */
            quoteExpiresAt: components["schemas"]["Time"] | null;
            serverTime: components["schemas"]["Time"];
            /** @description Grows with each change; drop bodies with a lower one. */
            version: number;
        };
        KasperoPayStatusBody: {
            payment_id: string;
            /**
             * @description `completed` is our `confirmed`, `pending` also our `underpaid`; KasperoPay has no word for the last two.
             * @enum {string}
             */
            status: "pending" | "confirming" | "completed" | "expired" | "canceled" | "invalid";
        };
        ErrorBody: {
            /** @description For people: what is wrong and how to correct it. */
            error: string;
            /**
             * @description For programs: one of a closed set.
             * @enum {string}
             */
            code: "invalid_request" | "unauthorized" | "session_expired" | "forbidden" | "reauth_required" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "already_exists" | "idempotency_conflict" | "order_id_exists" | "payment_has_transfers" | "conflict" | "claim_used" | "claim_expired" | "too_large" | "unsupported_media_type" | "amount_too_small" | "amount_too_large" | "invalid_address" | "network_mismatch" | "own_address" | "invalid_xpub" | "redirect_url_not_allowed" | "invalid_url" | "unknown_currency" | "link_inactive" | "link_expired" | "misdirected_request" | "validation_error" | "rate_limited" | "request_timeout" | "headers_too_large" | "server_error" | "price_unavailable" | "node_unavailable" | "unavailable";
            /** @description The field at fault. */
            param: string | null;
            /** @description Every fault of the request. */
            issues: {
                path: string;
                message: string;
            }[] | null;
            requestId: string;
            /** @description With `amount_too_large`: the largest amount that is accepted, where it is known. */
            maximum?: string;
            /** @description With `amount_too_small`: the smallest amount that is accepted. */
            minimum?: string;
            /** @description With `redirect_url_not_allowed`: the host to allow. */
            host?: string;
            /** @description With `order_id_exists`: the payment that has the order id. With `conflict` of a transfer: the payment that has it. */
            paymentId?: string;
            /** @description With `conflict` of a second rotation of a webhook secret: when the first one ends. */
            previousSecretExpiresAt?: string;
            /** @description With `forbidden`: the missing scope. */
            scope?: string;
            /** @description With a refused redirect check: always false. */
            valid?: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type WebhookEvent = components['schemas']['WebhookEvent'];
export type FlatEvent = components['schemas']['FlatEvent'];
export type NetworkId = components['schemas']['NetworkId'];
export type CreateLink = components['schemas']['CreateLink'];
export type AmountInput = components['schemas']['AmountInput'];
export type AllowAmountInput = components['schemas']['AllowAmountInput'];
export type AskInput = components['schemas']['AskInput'];
export type ItemInput = components['schemas']['ItemInput'];
export type LinkStatus = components['schemas']['LinkStatus'];
export type CreatePayment = components['schemas']['CreatePayment'];
export type MetadataInput = components['schemas']['MetadataInput'];
export type TimeInput = components['schemas']['TimeInput'];
export type AttentionReason = components['schemas']['AttentionReason'];
export type SimulatedCase = components['schemas']['SimulatedCase'];
export type IgnoreUnmatched = components['schemas']['IgnoreUnmatched'];
export type RefundBasis = components['schemas']['RefundBasis'];
export type CreatePayout = components['schemas']['CreatePayout'];
export type ImportPayouts = components['schemas']['ImportPayouts'];
export type UpdateDepositSettings = components['schemas']['UpdateDepositSettings'];
export type CreateDepositAccount = components['schemas']['CreateDepositAccount'];
export type DepositStatus = components['schemas']['DepositStatus'];
export type VerifyReceipt = components['schemas']['VerifyReceipt'];
export type CreateEndpoint = components['schemas']['CreateEndpoint'];
export type Subscription = components['schemas']['Subscription'];
export type WebhookFormat = components['schemas']['WebhookFormat'];
export type EventName = components['schemas']['EventName'];
export type DeliveryState = components['schemas']['DeliveryState'];
export type UpdateSettings = components['schemas']['UpdateSettings'];
export type ToleranceInput = components['schemas']['ToleranceInput'];
export type ConfirmationTierInput = components['schemas']['ConfirmationTierInput'];
export type LatePolicyInput = components['schemas']['LatePolicyInput'];
export type RateRulesInput = components['schemas']['RateRulesInput'];
export type CreateApiKey = components['schemas']['CreateApiKey'];
export type Scope = components['schemas']['Scope'];
export type StoreSummary = components['schemas']['StoreSummary'];
export type Role = components['schemas']['Role'];
export type Done = components['schemas']['Done'];
export type Me = components['schemas']['Me'];
export type Time = components['schemas']['Time'];
export type Link = components['schemas']['Link'];
export type AllowAmount = components['schemas']['AllowAmount'];
export type Ask = components['schemas']['Ask'];
export type Item = components['schemas']['Item'];
export type Kas = components['schemas']['Kas'];
export type LinkList = components['schemas']['LinkList'];
export type LinkPublic = components['schemas']['LinkPublic'];
export type FiatAmount = components['schemas']['FiatAmount'];
export type CreatedPayment = components['schemas']['CreatedPayment'];
export type Sompi = components['schemas']['Sompi'];
export type PaymentStatus = components['schemas']['PaymentStatus'];
export type FiatValue = components['schemas']['FiatValue'];
export type Quote = components['schemas']['Quote'];
export type PaymentList = components['schemas']['PaymentList'];
export type PaymentRow = components['schemas']['PaymentRow'];
export type RefundStatus = components['schemas']['RefundStatus'];
export type RedirectCheck = components['schemas']['RedirectCheck'];
export type PaymentAnswer = components['schemas']['PaymentAnswer'];
export type PaymentFull = components['schemas']['PaymentFull'];
export type TakenBack = components['schemas']['TakenBack'];
export type AttentionEntry = components['schemas']['AttentionEntry'];
export type Transfer = components['schemas']['Transfer'];
export type TransferStatus = components['schemas']['TransferStatus'];
export type TimelineEntry = components['schemas']['TimelineEntry'];
export type Simulation = components['schemas']['Simulation'];
export type PublicPayment = components['schemas']['PublicPayment'];
export type PublicTransfer = components['schemas']['PublicTransfer'];
export type PublicRefund = components['schemas']['PublicRefund'];
export type DisbursementStatus = components['schemas']['DisbursementStatus'];
export type UnmatchedList = components['schemas']['UnmatchedList'];
export type UnmatchedTransfer = components['schemas']['UnmatchedTransfer'];
export type Refund = components['schemas']['Refund'];
export type OutgoingTransfer = components['schemas']['OutgoingTransfer'];
export type RefundSums = components['schemas']['RefundSums'];
export type KasSum = components['schemas']['KasSum'];
export type FiatSum = components['schemas']['FiatSum'];
export type RefundPreview = components['schemas']['RefundPreview'];
export type RefundList = components['schemas']['RefundList'];
export type Payout = components['schemas']['Payout'];
export type PayoutList = components['schemas']['PayoutList'];
export type PayoutsImported = components['schemas']['PayoutsImported'];
export type DepositSettings = components['schemas']['DepositSettings'];
export type DepositAccountCreated = components['schemas']['DepositAccountCreated'];
export type DepositTotals = components['schemas']['DepositTotals'];
export type DepositAccountList = components['schemas']['DepositAccountList'];
export type DepositAccount = components['schemas']['DepositAccount'];
export type DepositList = components['schemas']['DepositList'];
export type Deposit = components['schemas']['Deposit'];
export type BalanceList = components['schemas']['BalanceList'];
export type Balance = components['schemas']['Balance'];
export type AvailableBalance = components['schemas']['AvailableBalance'];
export type UnknownBalance = components['schemas']['UnknownBalance'];
export type ReceiptCheck = components['schemas']['ReceiptCheck'];
export type WebhookEndpointCreated = components['schemas']['WebhookEndpointCreated'];
export type WebhookEndpointList = components['schemas']['WebhookEndpointList'];
export type WebhookEndpoint = components['schemas']['WebhookEndpoint'];
export type RotatedSecret = components['schemas']['RotatedSecret'];
export type TestResult = components['schemas']['TestResult'];
export type ResendCount = components['schemas']['ResendCount'];
export type DeliveryList = components['schemas']['DeliveryList'];
export type Delivery = components['schemas']['Delivery'];
export type EventList = components['schemas']['EventList'];
export type StoredEvent = components['schemas']['StoredEvent'];
export type Payment = components['schemas']['Payment'];
export type Settings = components['schemas']['Settings'];
export type WalletInfo = components['schemas']['WalletInfo'];
export type RedirectSecret = components['schemas']['RedirectSecret'];
export type CallbackSecret = components['schemas']['CallbackSecret'];
export type ApiKeyCreated = components['schemas']['ApiKeyCreated'];
export type ApiKeyList = components['schemas']['ApiKeyList'];
export type ApiKey = components['schemas']['ApiKey'];
export type Price = components['schemas']['Price'];
export type Rates = components['schemas']['Rates'];
export type NetworkInfo = components['schemas']['NetworkInfo'];
export type ServerInfo = components['schemas']['ServerInfo'];
export type PaymentStatusBody = components['schemas']['PaymentStatusBody'];
export type KasperoPayStatusBody = components['schemas']['KasperoPayStatusBody'];
export type ErrorBody = components['schemas']['ErrorBody'];
export interface operations {
    "auth.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
        };
    };
    "links.list": {
        parameters: {
            query?: {
                /** @description Links in this state. */
                status?: components["schemas"]["LinkStatus"];
                /** @description Text of the title, the description or the slug. */
                q?: string;
                /** @description The same as `q`: give one of the two. */
                search?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkList"];
                };
            };
        };
    };
    "links.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateLink"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
        };
    };
    "links.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
        };
    };
    "links.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
        };
    };
    "links.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment link. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    title?: string;
                    currency?: string;
                    /** @enum {string} */
                    status?: "draft" | "active" | "inactive";
                    description?: string;
                    /** @description The price; leave out with `allowAmount`. */
                    amount?: components["schemas"]["AmountInput"] | null;
                    /** @description The payer chooses within these bounds. */
                    allowAmount?: components["schemas"]["AllowAmountInput"] | null;
                    /** @description Time to pay. Default: the store's. */
                    expiryMinutes?: number;
                    successMessage?: string | null;
                    /** @description Its host is on the store's list. */
                    redirectUrl?: string | null;
                    cancelUrl?: string | null;
                    /** @description Minutes the link lives from now; 0 = for ever. */
                    linkExpiresIn?: number;
                    /** @description What the payer is asked for. */
                    ask?: components["schemas"]["AskInput"];
                    items?: components["schemas"]["ItemInput"][];
                    maxPayments?: number | null;
                    slug?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
        };
    };
    "links.getPublic": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The link's slug, the last part of its address. */
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkPublic"];
                };
            };
        };
    };
    "payments.list": {
        parameters: {
            query?: {
                /** @description One or several states, separated by commas; the words of other gateways work too (`completed`, `APPROVED`, …). */
                status?: string;
                /** @description Your order id, exactly. */
                orderId?: string;
                /** @description Payments made from this link. */
                linkId?: string;
                /** @description The customer's e-mail address, in any case. */
                customerEmail?: string;
                /** @description The Kaspa address that was to be paid, or that paid. */
                address?: string;
                /** @description A transaction that paid. */
                txId?: string;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Payments with this open attention reason, or any. */
                attention?: components["schemas"]["AttentionReason"] | "any";
                /** @description How much was sent back. */
                refundStatus?: "none" | "partial" | "full";
                /** @description Expected amounts from this many KAS. */
                amountMin?: components["schemas"]["AmountInput"];
                /** @description Expected amounts up to this many KAS. */
                amountMax?: components["schemas"]["AmountInput"];
                /** @description One box: the whole payment id, order id, e-mail, address, transaction id, link slug or amount; or how the customer's name or last name begins. */
                q?: string;
                /** @description The same as `q`: give one of the two. */
                search?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentList"];
                };
            };
        };
    };
    "payments.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePayment"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedPayment"];
                };
            };
        };
    };
    "payments.verifyRedirect": {
        parameters: {
            query: {
                /** @description As the return address holds it. */
                paymentId: string;
                /** @description As the return address holds it. */
                status: string;
                /** @description As the return address holds it: unix seconds. */
                ts: string;
                /** @description As the return address holds it: the signature covers it. Left out: the payment's own. */
                orderId?: string;
                /** @description The signature of the return address. */
                sig: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectCheck"];
                };
            };
        };
    };
    "payments.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
        };
    };
    "payments.quote": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicPayment"];
                };
            };
        };
    };
    "payments.renew": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedPayment"];
                };
            };
        };
    };
    "payments.hint": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    txId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "payments.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFull"];
                };
            };
        };
    };
    "payments.mark": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "paid" | "confirmed" | "invalid" | "clear";
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFull"];
                };
            };
        };
    };
    "payments.resolve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    attention: components["schemas"]["AttentionReason"];
                    /** @enum {string} */
                    action: "accept" | "ignore";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFull"];
                };
            };
        };
    };
    "payments.rescan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    txId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFull"];
                };
            };
        };
    };
    "payments.simulate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    case: components["schemas"]["SimulatedCase"];
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "payments.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    txId: string;
                    index: number;
                    note: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentFull"];
                };
            };
        };
    };
    "payments.listUnmatched": {
        parameters: {
            query?: {
                /** @description The ones put aside instead of the open ones. */
                ignored?: boolean;
                /** @description The address that was paid. */
                address?: string;
                /** @description The transaction. */
                txId?: string;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmatchedList"];
                };
            };
        };
    };
    "payments.ignoreUnmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IgnoreUnmatched"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "refunds.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description `full` (default): all that is left. `overpaid`: what is above the expected sum. Or a decimal: KAS with basis `kas`, else the payment's fiat currency. */
                    amount?: ("full" | "overpaid") | string;
                    /** @description Instead of `amount`: percent of what was received, for example "50" or "12.5". */
                    percent?: string;
                    /** @description `kas` (default): the same KAS. `fiatAtPayment`: KAS worth the fiat at the rate of the payment. `fiatNow`: at the rate of now. */
                    basis?: components["schemas"]["RefundBasis"];
                    /** @description Where it goes. Left out: the payer names an address on the claim page. The address that paid may be an exchange's: never refund there unasked. */
                    destination?: string;
                    /** @description Gets the claim link; default: the payment's customer e-mail. */
                    email?: string;
                    /** @description Shown to the payer. */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    "refunds.preview": {
        parameters: {
            query?: {
                /** @description `full` (default): all that is left. `overpaid`: what is above the expected sum. Or a decimal: KAS with basis `kas`, else the payment's fiat currency. */
                amount?: ("full" | "overpaid") | string;
                /** @description Instead of `amount`: percent of what was received, for example "50" or "12.5". */
                percent?: string;
                /** @description `kas` (default): the same KAS. `fiatAtPayment`: KAS worth the fiat at the rate of the payment. `fiatNow`: at the rate of now. */
                basis?: components["schemas"]["RefundBasis"];
            };
            header?: never;
            path: {
                /** @description Id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundPreview"];
                };
            };
        };
    };
    "refunds.list": {
        parameters: {
            query?: {
                /** @description One or several states, separated by commas. */
                status?: string;
                /** @description Refunds of this payment. */
                paymentId?: string;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundList"];
                };
            };
        };
    };
    "refunds.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    "refunds.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    "refunds.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    txId: string;
                    index: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    "payouts.list": {
        parameters: {
            query?: {
                /** @description One or several states, separated by commas. */
                status?: string;
                /** @description Your reference, exactly. */
                orderId?: string;
                /** @description The recipient's address. */
                address?: string;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutList"];
                };
            };
        };
    };
    "payouts.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePayout"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
        };
    };
    "payouts.import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportPayouts"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutsImported"];
                };
            };
        };
    };
    "payouts.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
        };
    };
    "payouts.approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
        };
    };
    "payouts.cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
        };
    };
    "payouts.attach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the payout. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    txId: string;
                    index: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
        };
    };
    "deposits.getSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositSettings"];
                };
            };
        };
    };
    "deposits.updateSettings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateDepositSettings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositSettings"];
                };
            };
        };
    };
    "deposits.listAccounts": {
        parameters: {
            query?: {
                /** @description The account of this customer. */
                externalUserId?: string;
                /** @description The account that has this address. */
                address?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositAccountList"];
                };
            };
        };
    };
    "deposits.createAccount": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDepositAccount"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositAccountCreated"];
                };
            };
        };
    };
    "deposits.getAccount": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the deposit account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositAccount"];
                };
            };
        };
    };
    "deposits.updateAccount": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the deposit account. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    label?: string | null;
                    metadata?: components["schemas"]["MetadataInput"];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositAccount"];
                };
            };
        };
    };
    "deposits.list": {
        parameters: {
            query?: {
                /** @description Deposits of this account. */
                account?: string;
                /** @description Deposits of this customer's account. */
                externalUserId?: string;
                /** @description Deposits in this state. */
                status?: components["schemas"]["DepositStatus"];
                /** @description Outputs of this transaction. */
                txId?: string;
                /** @description Recorded at this moment or later. */
                since?: components["schemas"]["TimeInput"];
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepositList"];
                };
            };
        };
    };
    "deposits.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the deposit. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deposit"];
                };
            };
        };
    };
    "balances.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceList"];
                };
            };
        };
    };
    "receipts.verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyReceipt"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptCheck"];
                };
            };
        };
    };
    "webhooks.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
        };
    };
    "webhooks.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEndpoint"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointCreated"];
                };
            };
        };
    };
    "webhooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    "webhooks.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "webhooks.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    url?: string;
                    events?: components["schemas"]["Subscription"][];
                    format?: components["schemas"]["WebhookFormat"];
                    description?: string;
                    isActive?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    "webhooks.rotateSecret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
        };
    };
    "webhooks.finishRotation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    "webhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Default `webhook.test`. */
                    event?: components["schemas"]["EventName"];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResult"];
                };
            };
        };
    };
    "webhooks.resendFailed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    since: components["schemas"]["TimeInput"];
                    /** @description Only count. */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResendCount"];
                };
            };
        };
    };
    "webhooks.listEndpointDeliveries": {
        parameters: {
            query?: {
                /** @description Deliveries in this state. */
                state?: components["schemas"]["DeliveryState"];
                /** @description An event name. */
                event?: string;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryList"];
                };
            };
        };
    };
    "webhooks.resendDelivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the delivery. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
        };
    };
    "events.list": {
        parameters: {
            query?: {
                /** @description An event name. */
                type?: string;
                /** @description Id of the payment, link or endpoint it is about. */
                object?: string;
                /** @description `false`: some endpoint still waits for it. */
                delivered?: boolean;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Rows per page, 1 to 100. */
                limit?: number;
                /** @description `nextCursor` of the page before; empty or left out: the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
        };
    };
    "events.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the event. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredEvent"];
                };
            };
        };
    };
    "settings.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
        };
    };
    "settings.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdateSettings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
        };
    };
    "settings.rotateRedirectSecret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectSecret"];
                };
            };
        };
    };
    "settings.callbackSecret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackSecret"];
                };
            };
        };
    };
    "settings.rotateCallbackSecret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackSecret"];
                };
            };
        };
    };
    "settings.finishCallbackRotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackSecret"];
                };
            };
        };
    };
    "apiKeys.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
        };
    };
    "apiKeys.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
        };
    };
    "apiKeys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    "market.price": {
        parameters: {
            query?: {
                /** @description Default USD. */
                currency?: string;
                /** @description Default: the first one served. */
                network?: components["schemas"]["NetworkId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Price"];
                };
            };
        };
    };
    "market.rates": {
        parameters: {
            query?: {
                /** @description Always KAS. */
                base?: string;
                /** @description Default USD. */
                quote?: string;
                /** @description Default: the first one served. */
                network?: components["schemas"]["NetworkId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rates"];
                };
            };
        };
    };
    "market.network": {
        parameters: {
            query?: {
                /** @description Default: the first one served. */
                network?: components["schemas"]["NetworkId"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkInfo"];
                };
            };
        };
    };
    "market.serverInfo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerInfo"];
                };
            };
        };
    };
    "payments.status": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "pay_01k9x2",
                     *       "status": "confirmed",
                     *       "amountReceived": "100.00000000",
                     *       "amountReceivedSompi": "10000000000",
                     *       "amountUncredited": "0.00000000",
                     *       "amountUncreditedSompi": "0",
                     *       "takenBack": null,
                     *       "senderAddress": null,
                     *       "txId": "abababababababababababababababababababababababababababababababab",
                     *       "confirmations": 12,
                     *       "confirmedAt": "2026-02-08T12:01:00.000Z",
                     *       "payable": false,
                     *       "amountExpected": "100.00000000",
                     *       "amountExpectedSompi": "10000000000",
                     *       "amountSeen": "0.00000000",
                     *       "amountSeenSompi": "0",
                     *       "amountMissing": "0.00000000",
                     *       "amountMissingSompi": "0",
                     *       "topUp": "0.00000000",
                     *       "topUpSompi": "0",
                     *       "requiredConfirmations": 10,
                     *       "expiresAt": "2026-02-08T12:30:00.000Z",
                     *       "quoteExpiresAt": null,
                     *       "serverTime": "2026-02-08T12:01:02.000Z",
                     *       "version": 5
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentStatusBody"];
                };
            };
        };
    };
    "payments.kasperoPayStatus": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "pay_01k9x2",
                     *       "status": "completed"
                     *     }
                     */
                    "application/json": components["schemas"]["KasperoPayStatusBody"];
                };
            };
        };
    };
    "payments.stream": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** @enum {string} */
                        event: "status";
                        /** @description The payment's version. */
                        id: string;
                        /** @description The same body as the status route. */
                        data: string;
                    };
                };
            };
        };
    };
    "payments.qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
        };
    };
    "payments.qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Payment id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The image. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
        };
    };
    "payments.export": {
        parameters: {
            query?: {
                /** @description One or several states, separated by commas; the words of other gateways work too (`completed`, `APPROVED`, …). */
                status?: string;
                /** @description Your order id, exactly. */
                orderId?: string;
                /** @description Payments made from this link. */
                linkId?: string;
                /** @description The customer's e-mail address, in any case. */
                customerEmail?: string;
                /** @description The Kaspa address that was to be paid, or that paid. */
                address?: string;
                /** @description A transaction that paid. */
                txId?: string;
                /** @description Made at this moment or later; of a day (in UTC) from its beginning. */
                createdFrom?: string;
                /** @description Made before this moment; of a day (in UTC) until its end, the day included. */
                createdTo?: string;
                /** @description The same as `createdFrom`: give one of the two. */
                from?: string;
                /** @description The same as `createdTo`: give one of the two. */
                to?: string;
                /** @description Payments with this open attention reason, or any. */
                attention?: components["schemas"]["AttentionReason"] | "any";
                /** @description How much was sent back. */
                refundStatus?: "none" | "partial" | "full";
                /** @description Expected amounts from this many KAS. */
                amountMin?: components["schemas"]["AmountInput"];
                /** @description Expected amounts up to this many KAS. */
                amountMax?: components["schemas"]["AmountInput"];
                /** @description One box: the whole payment id, order id, e-mail, address, transaction id, link slug or amount; or how the customer's name or last name begins. */
                q?: string;
                /** @description The same as `q`: give one of the two. */
                search?: string;
                /** @description IANA name; default: the store's. */
                timeZone?: string;
                /** @description Between cells; default `,`. */
                separator?: "," | ";";
                /** @description In numbers; default `,` with the separator `;`, else `.`. */
                decimal?: "." | ",";
                /** @description Begin with the mark by which Excel knows UTF-8. */
                bom?: boolean;
                /** @description Also payments that received nothing. */
                withoutTransfers?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    "settings.exportAddresses": {
        parameters: {
            query?: {
                /** @description A wallet that was replaced; default: the present one. */
                wallet?: string;
                /** @description Between cells; default `,`. */
                separator?: "," | ";";
                /** @description In numbers; default `,` with the separator `;`, else `.`. */
                decimal?: "." | ",";
                /** @description Begin with the mark by which Excel knows UTF-8. */
                bom?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
}
