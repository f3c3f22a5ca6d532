// Generated from /v1/openapi.json by "npm run api-client"; changes belong into contract/src/api.
export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the keys that access tokens are signed with
         * @description RFC 7517.
         */
        get: operations["getKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the token service can do
         * @description RFC 8414.
         */
        get: operations["getServerMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description In the order of its chain of hashes: each entry names the hash of the one before it. Read in stretches, by `after`; the filters leave entries out.
         *
         *     With the access token of a team. An application needs the permission `audit`.
         */
        get: operations["readAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a token back
         * @description Ends the grant that it came from: all its refresh tokens at once, its access tokens within seconds.
         *
         *     For any API client, by its id and secret.
         */
        post: operations["revokeToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a token
         * @description All grants answer a refresh token as well. That of a client with a secret stays the same, and is good for 90 days after its last use, unless the service is set up in another way; it can be used by several at once. That of a client without a secret is good once: the answer has the next. Using one of those again after its successor was used ends the grant; a retry within seconds, when the answer was lost, still works.
         *
         *     For any API client, by its id and secret.
         */
        post: operations["getToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what has happened
         * @description The events that webhooks tell of, for software that nothing can be sent to: oldest first, each exactly once for whoever asks on with the last `next`. Kept for 30 days.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a participant
         * @description With the access token of a team. An application needs the permission `participants`.
         */
        get: operations["getParticipant"];
        /**
         * Change a participant
         * @description Only what is given is changed; null takes away what may be missing. While a call runs its last host stays one: make somebody else a host first.
         *
         *     With the access token of a team. An application needs the permission `participants`.
         */
        put: operations["updateParticipant"];
        post?: never;
        /**
         * Remove a participant
         * @description Their link stops working at once, in the call too. The last host may be removed as well: whoever waits is told that nobody can let them in, until somebody is a host again. With `erase`, what the seat holds about a person goes as well; not while they are in the call. Once the session is over and its call as well, what happened in it stays as it was: only `erase` takes a participant out.
         *
         *     With the access token of a team. An application needs the permission `participants`.
         */
        delete: operations["removeParticipant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new entry link
         * @description The one before stops working at once, in the call too. Not once the session is over.
         *
         *     With the access token of a team.
         */
        post: operations["renewEntryLink"];
        /**
         * Take the entry link back
         * @description It stops working at once, in the call too. The seat stays, and nobody gets in until a new link is made.
         *
         *     With the access token of a team.
         */
        delete: operations["revokeEntryLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a participant pays
         * @description Their fee; where they have none, what they were asked for last.
         *
         *     With the access token of a team. An application needs the permission `payments`.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}/payment/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop asking a participant for it
         * @description A charge about which their bank asks (`needs-action`) is cancelled at Stripe, and then `failed` for the reason `unanswered`; what they were asked for by a request is `withdrawn`. Where they have agreed or paid by then, it is `paid`. A fee that is owed is taken back by changing the participant.
         *
         *     With the access token of a team. An application needs the permission `payments`.
         */
        post: operations["cancelPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}/payment/charge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Charge the card that a participant has left
         * @description Once in all. Where their bank asks for more the state is `needs-action`, and `action_url` is the page on which they agree. `charging`: Stripe has not answered yet, and is asked again; so it stands in the answer to a request that is repeated, too.
         *
         *     With the access token of a team. An application needs the permission `payments`.
         */
        post: operations["chargeCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}/payment/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back what a participant has paid
         * @description In part, or what is left of it. `refunded` is what Stripe has given back by then.
         *
         *     With the access token of a team. An application needs the permission `payments`.
         */
        post: operations["refundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/participants/{participant_id}/payment/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a participant for an amount
         * @description They see it in the call, or when they come. It is apart from their fee.
         *
         *     With the access token of a team. An application needs the permission `payments`.
         */
        post: operations["requestPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the payment accounts of the team
         * @description Oldest first.
         *
         *     With an access token of one of the team's admins, or of a client that acts for the team itself.
         */
        get: operations["listPaymentAccounts"];
        put?: never;
        /**
         * Add an account at Stripe
         * @description The key is tried first, and the webhook registered where the key may. A team has at most 20; its first one becomes its default one, which takes whatever names no other.
         *
         *     With an access token of one of the team's admins, or of a client that acts for the team itself.
         */
        post: operations["createPaymentAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a payment account
         * @description With an access token of one of the team's admins, or of a client that acts for the team itself.
         */
        get: operations["getPaymentAccount"];
        put?: never;
        post?: never;
        /**
         * Delete a payment account
         * @description Its key is wiped, and its webhook taken away at Stripe. What it has taken stays in the list of payments, and can be given back only at Stripe; cards that were left on it cannot be charged any more. No other account becomes the default one by itself. Not while payments are under way on it, unless with `force`: where Stripe does not take the key any more, pages to pay on and charges that were never answered are `failed` then, for the reason `account`, and refunds are not asked for any more. Look at Stripe what became of them.
         *
         *     With an access token of one of the team's admins, or of a client that acts for the team itself.
         */
        delete: operations["deletePaymentAccount"];
        options?: never;
        head?: never;
        /**
         * Change a payment account
         * @description Only what is given is changed. Another key is tried first; it must be of the same mode and of the same account at Stripe, whose id it reads, or what was paid to it before.
         *
         *     With an access token of one of the team's admins, or of a client that acts for the team itself.
         */
        patch: operations["updatePaymentAccount"];
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments
         * @description Newest first, in pages. With `Accept: text/csv` all of them as a file, without names of people.
         *
         *     With the access token of a team. An application needs the permission `payments`.
         */
        get: operations["listPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions
         * @description By creation; by start time when filtered by a time. Deep pages cost no more than early ones.
         *
         *     With the access token of a team. An application needs the permission `sessions:read`.
         */
        get: operations["listSessions"];
        put?: never;
        /**
         * Book a session
         * @description With its participants, or nothing at all: everything that cannot be used is told at once.
         *
         *     With the access token of a team. An application needs the permission `sessions`.
         */
        post: operations["createSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a session
         * @description A cancelled session answers 401, as it is no longer to be seen.
         *
         *     With the access token of a team. An application needs the permission `sessions:read`.
         */
        get: operations["getSession"];
        /**
         * Change a session
         * @description Only what is given is changed; null takes away what may be missing.
         *
         *     With the access token of a team. An application needs the permission `sessions`.
         */
        put: operations["updateSession"];
        post?: never;
        /**
         * Cancel a session
         * @description For good. Everyone who waits is told at once. Not once it has started. With `erase`, what the session holds about people goes as well, also when it has started or is over; not while somebody is in the call.
         *
         *     With the access token of a team. An application needs the permission `sessions`.
         */
        delete: operations["cancelSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/participants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the participants of a session
         * @description With the access token of a team. An application needs the permission `participants`.
         */
        get: operations["listParticipants"];
        put?: never;
        /**
         * Add a participant
         * @description Also while the session runs, not once it is over.
         *
         *     With the access token of a team. An application needs the permission `participants`.
         */
        post: operations["addParticipant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{session_id}/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what became of a session
         * @description Who was in the call from when to when, how they went out of it, and what their browsers measured and found.
         *
         *     With the access token of a team. An application needs the permission `summaries`.
         */
        get: operations["getSessionSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stripe/webhook/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * For Stripe alone: what has happened there
         * @description The body is an event as Stripe signs it (`Stripe-Signature`, at most five minutes old). Answered at once, looked into afterwards; an event that comes again does nothing.
         */
        post: operations["receiveStripeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an API client that acts for a user
         * @description The secret is shown this once.
         *
         *     With the access token of the system client.
         */
        post: operations["createClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an application
         * @description Users of other teams can let it act for them. A team has at most 1000.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        post: operations["createApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an API client of a team
         * @description The secret is shown this once. A team has at most 1000.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        post: operations["createTeamClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how people reach a team
         * @description With the access token of the system client, or of one of the team's admins.
         */
        get: operations["getContact"];
        /**
         * Say how people reach a team
         * @description Shown where a page asks somebody to contact the team: they are early, the appointment is over or cancelled, nobody can let them in.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        put: operations["setContact"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/frame-origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read which sites may show the rooms of a team in a frame
         * @description With the access token of the system client, or of one of the team's admins.
         */
        get: operations["getFrameOrigins"];
        /**
         * Say which sites may show the rooms of a team in a frame
         * @description Holds for pages that are opened from then on. What the server allows at all (`FRAME_ANCESTORS`) goes before it.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        put: operations["setFrameOrigins"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what applications may do for a team, and who let them in
         * @description With the access token of the system client, or of one of the team's admins.
         */
        get: operations["listGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/grants/{grantId}": {
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
         * Take back what an application may do
         * @description Ends all by which that user let that application in, however often: refresh tokens at once, access tokens within 5 seconds. What other users allowed stays; once nobody of the team allows it webhooks any more, nothing is sent to those that it registered.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        delete: operations["withdrawGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/members/{userId}": {
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
         * Take a user out of a team
         * @description API clients that act for them, and applications that they let in, end with that. The last admin stays.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how early a team's sessions open
         * @description With the access token of the system client, or of one of the team's admins.
         */
        get: operations["getOpening"];
        /**
         * Say how early a team's sessions open
         * @description Holds for sessions that do not say so themselves, those that are booked already too. Pages that are open learn of it when something changes in their session.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        put: operations["setOpening"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/teams/{teamId}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read for how long a team keeps what
         * @description With the access token of the system client, or of one of the team's admins.
         */
        get: operations["getRetention"];
        /**
         * Say for how long a team keeps what
         * @description Whatever has been kept for longer is erased within the hour, for good.
         *
         *     With the access token of the system client, or of one of the team's admins.
         */
        put: operations["setRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/auth-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an application act for a team
         * @description The code is for any API client of the application's team, once, for ten minutes.
         *
         *     With the access token of a user.
         */
        post: operations["createAuthCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/user/team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the team of the token
         * @description With the access token of a team.
         */
        get: operations["getTeam"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a user
         * @description With the access token of the system client.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{userId}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a team
         * @description The user becomes its admin.
         *
         *     With the access token of the system client.
         */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks of the team
         * @description Oldest first.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Register a webhook
         * @description The secret of its signatures is shown this once.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description With the access token of a team. An application needs the permission `webhooks`.
         */
        get: operations["getWebhook"];
        /**
         * Change a webhook
         * @description Only what is given is changed.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        put: operations["updateWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description What is on its way to it is dropped.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was delivered
         * @description Newest first, each with its attempts. Kept for 30 days.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a delivery
         * @description With the access token of a team. An application needs the permission `webhooks`.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver an event again
         * @description With the same `webhook-id`, so that the receiver can tell.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver the events of some time again
         * @description Those that did not arrive, or all of them, a thousand at a time. With the same `webhook-id`, so that the receiver can tell. What is on its way already is left out.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        post: operations["replayEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the secret of the signatures
         * @description For 24 hours deliveries are signed with both.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        post: operations["renewWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event
         * @description Its type is `webhook:test`.
         *
         *     With the access token of a team. An application needs the permission `webhooks`.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "call:end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * call:end
         * @description The last person has left the call.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CallEndMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "call:updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * call:updated
         * @description Who is in the call, or on hold, has changed; the first one makes it begin.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CallUpdatedMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "participant:join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * participant:join
         * @description A person came into the call.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParticipantJoinMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "participant:leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * participant:leave
         * @description A person went out of the call; `reason` says how.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParticipantLeaveMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "participant:on-hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * participant:on-hold
         * @description A host took a person out of the call for a while. Back in it, only the call is updated.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParticipantOnHoldMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "participant:waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * participant:waiting
         * @description A person asks to come in: at the waiting room, at a locked room, or sent back there by a host.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParticipantWaitingMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment:disputed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * payment:disputed
         * @description Somebody has disputed a payment at their bank, or that dispute has come to an end.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentDisputedMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment:failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * payment:failed
         * @description A try to pay or to charge a card came to nothing; another one may follow.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentFailedMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment:paid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * payment:paid
         * @description A person has paid, or the card that they had left was charged.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentPaidMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment:refunded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * payment:refunded
         * @description A payment was given back, in part or whole, or what was paid besides it by mistake was.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentRefundedMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "session:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * session:cancel
         * @description A session was cancelled.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionCancelMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "session:create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * session:create
         * @description A session was booked.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionCreateMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "session:update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * session:update
         * @description A session was changed, or one of its participants was added, changed or removed.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionUpdateMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook:test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * webhook:test
         * @description An admin, or a client by the API, has asked for this to be sent.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The id of the event: the same however often it is delivered. */
                    "webhook-id": string;
                    /** @description One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64. */
                    "webhook-signature": string;
                    /** @description When this attempt was made, in seconds since 1970. */
                    "webhook-timestamp": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookTestMessage"];
                };
            };
            responses: {
                /** @description It has arrived. After another answer, or none, it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Application: {
            /** @description The `client_id` of authorisation requests. */
            appId: string;
            createdAt: string;
            description: string | null;
            homePage: string;
            image: string | null;
            name: string;
            redirectEndpoint: string;
            teamId: string;
        };
        Attempt: {
            at: string;
            duration_ms: number;
            /** @description Why it failed, in words; null when it did not. */
            error: string | null;
            /** @description Of the answer; null when there was none. */
            status: number | null;
        };
        AuditEntry: {
            /**
             * @description `<thing>.<verb>`, for example `session.cancel`.
             * @example session.cancel
             */
            action: string;
            /** @description ISO 8601. */
            at: string;
            /** @description The API client that asked for it; null for what a person did in the browser. */
            client_id: string | null;
            /** @description JSON text: ids, names of members and the like. */
            details: string;
            entry_id: string;
            /** @description HMAC-SHA256 with a key of the service, hexadecimal, of the bytes of `previous_hash` and then of the UTF-8 JSON text of `[seq, entry_id, at, action, target, client_id, user_id, ip, request_id, details]`, with when it got its place behind these where that is kept. SHA-256 of the same where `keyed` is false. */
            hash: string;
            ip: string | null;
            /** @description Whether the hash was made with the key: all are, but those from before an `audit.keyed`. */
            keyed: boolean;
            /** @description Of the entry before, hexadecimal; 64 zeros for the first. */
            previous_hash: string;
            /** @description As `X-Request-Id` of the answer. */
            request_id: string | null;
            /** @description Its place in the chain of the team, from 1 without gaps. */
            seq: number;
            /** @description The id of what it was done to. */
            target: string | null;
            /** @description The user on whose behalf. */
            user_id: string | null;
        };
        AuditPage: {
            /** @description In the order of the chain. */
            content: components["schemas"]["AuditEntry"][];
            /** @description Whether something follows. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
        };
        AuthCode: {
            /** @description Good once, for ten minutes, with any API client of the application's team: `grant_type=authorization_code`. */
            code: string;
        };
        BadMember: {
            /** @description What is wrong with it, in words. */
            message: string;
            /** @description JSON pointer (RFC 6901) to the member, in the body or among the query parameters. */
            pointer: string;
        };
        CallEndMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                callId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "call:end";
        };
        CallUpdatedMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                callId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "call:updated";
        };
        CancelRequest: {
            /**
             * Format: uuid
             * @description Another one of the participant than the fee.
             */
            payment_id?: string;
        };
        ChargeRequest: {
            /** @description In the smallest unit of the currency. */
            amount: number;
            /** @description ISO 4217, in any case. */
            currency?: string;
            /** @description What it is for. */
            description?: string | null;
            /**
             * Format: uuid
             * @description Another one of the participant than the fee.
             */
            payment_id?: string;
        };
        Client: {
            client_name: string;
            clientId: string;
            createdAt: string;
            /** @description The user for whom it acts; null for one that acts for the team alone. */
            ownerId: string | null;
            scope: string[];
            /** @description Shown this once; only a hash of it is stored. Null for a public client. */
            secret: string | null;
            teamId: string;
        };
        /** @description What the browser found out before the call. */
        ConnectionCheck: {
            /** @description How fast the line is: weak below 330, sound only below 180. */
            bandwidth: {
                /**
                 * @description Why it is so; null where there is nothing to say.
                 * @enum {string|null}
                 */
                detail: "weak" | "sound-only" | null;
                /** @description What could be received. In kbit/s; null where it was not measured. */
                down: number | null;
                /** @enum {string} */
                status: "ok" | "warning" | "failed" | "untested";
                /** @description What could be sent. In kbit/s; null where it was not measured. */
                up: number | null;
            };
            /** @description Whether the browser can do calls. */
            browser: {
                /**
                 * @description Why it is so; null where there is nothing to say.
                 * @enum {string|null}
                 */
                detail: "insecure" | "no-webrtc" | "no-devices" | null;
                /** @enum {string} */
                status: "ok" | "warning" | "failed" | "untested";
            };
            /** @description Whether it gives a picture. */
            camera: {
                /**
                 * @description Why it is so; null where there is nothing to say.
                 * @enum {string|null}
                 */
                detail: "off" | "asking" | "still" | "denied" | "denied-by-system" | "dismissed" | "missing" | "in-use" | "insecure" | "framed" | "unsupported" | "background" | "unknown" | null;
                /** @enum {string} */
                status: "ok" | "warning" | "failed" | "untested";
            };
            /** @description Whether it is on, and somebody was heard. */
            microphone: {
                /**
                 * @description Why it is so; null where there is nothing to say.
                 * @enum {string|null}
                 */
                detail: "off" | "asking" | "unheard" | "silenced" | "denied" | "denied-by-system" | "dismissed" | "missing" | "in-use" | "insecure" | "framed" | "unsupported" | "background" | "unknown" | null;
                /** @enum {string} */
                status: "ok" | "warning" | "failed" | "untested";
            };
            /** @description Which ways through the network there are. */
            reachability: {
                /**
                 * @description Why it is so; null where there is nothing to say.
                 * @enum {string|null}
                 */
                detail: "slow-server" | "no-udp" | "no-relay" | "no-way" | "no-server" | null;
                /** @description `websocket` and `long-polling`: to our server; `direct`: between two ends in this browser; `reflexive`: an address by STUN; `turn-…`: through a relay. */
                paths: {
                    /** @enum {string} */
                    status: "ok" | "warning" | "failed" | "untested";
                    /** @enum {string} */
                    way: "websocket" | "long-polling" | "direct" | "reflexive" | "turn-udp" | "turn-tcp" | "turn-tls";
                }[];
                /** @enum {string} */
                status: "ok" | "warning" | "failed" | "untested";
            };
            /** @description What the person said of its test. */
            speaker: {
                /**
                 * @description Why it is so; null where there is nothing to say.
                 * @enum {string|null}
                 */
                detail: "unheard" | null;
                /** @enum {string} */
                status: "ok" | "warning" | "failed" | "untested";
            };
        };
        Contact: {
            /**
             * Format: email
             * @description Null: none is shown.
             */
            email: string | null;
            /** @description As people read it. What one dials are its digits, and a + before them. Null: none is shown. */
            phone: string | null;
        };
        Delivery: {
            /** @description Oldest first. */
            attempts: components["schemas"]["Attempt"][];
            created_at: string;
            delivery_id: string;
            /** @description The `webhook-id` that the receiver sees; a replay has the same one. */
            event_id: string;
            payload: {
                /** @description One run of the call: from the first who enters to the last who leaves. */
                callId?: string;
                participantId?: string;
                paymentId?: string;
                /**
                 * @description Of `participant:leave`, as in a summary.
                 * @enum {string}
                 */
                reason?: "left" | "ended" | "lost" | "removed" | "returned-to-waiting" | "opened-elsewhere";
                sessionId?: string;
                teamId: string;
            };
            /**
             * @description `pending`: not over yet; `delivered`; `failed`: given up after the last attempt; `dropped`: the webhook was disabled or deleted before.
             * @enum {string}
             */
            state: "pending" | "delivered" | "failed" | "dropped";
            /** @description Of the event; `webhook:test` for one that was asked for. */
            type: string;
        };
        DeliveryPage: {
            /** @description Newest first. */
            content: components["schemas"]["Delivery"][];
            /** @description Whether something follows. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
        };
        Done: {
            /** @enum {boolean} */
            ok: true;
        };
        EntryLink: {
            /** @description The only link that opens the seat now. */
            entry_url: string;
            participant_id: string;
        };
        EventPage: {
            /** @description Oldest first. It can be empty while there is `more`, where few events are of the types asked for. */
            content: components["schemas"]["ListedEvent"][];
            /** @description Whether there is more to be read at once. */
            more: boolean;
            /** @description To be given as `after` for what follows, also for what happens later. What it means is nobody else’s business: keep it as it is. */
            next: string;
        };
        FrameOrigins: {
            /** @description The sites whose pages may show the team's rooms in a frame, and are told what happens there. Each is an origin, without a path: `https`, or `http` on the loopback. Empty: none; null: every `https` site. */
            frame_origins: string[] | null;
        };
        /**
         * @example {
         *       "grantId": "5d1b2a0c-7a54-4f2e-9d0b-6a1f0c3e8b21",
         *       "appId": "9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70",
         *       "applicationName": "Harbour Booking",
         *       "clientId": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
         *       "userId": "01a20592-58ea-7054-a926-830583fcf532",
         *       "userName": "Ana Lind",
         *       "scope": [
         *         "sessions",
         *         "participants",
         *         "summaries"
         *       ],
         *       "givenAt": "2040-05-01T12:00:00.000Z",
         *       "lastUsedAt": "2040-05-14T08:55:00.000Z"
         *     }
         */
        Grant: {
            appId: string;
            applicationName: string;
            /** @description The API client of the application's team that last got tokens. */
            clientId: string;
            /** @description When the user first let it in, of what is in force. */
            givenAt: string;
            /** @description Of the last time that the user let the application in. */
            grantId: string;
            /** @description When it last got an access token, which is good for an hour. */
            lastUsedAt: string;
            /** @description What the application may do. */
            scope: ("sessions:read" | "sessions" | "participants" | "summaries" | "payments" | "webhooks" | "audit")[];
            /** @description The member of the team who let the application in. */
            userId: string;
            userName: string;
        };
        GrantPage: {
            /** @description Those in force, one for each application and user who let it in, the newest first. */
            content: components["schemas"]["Grant"][];
            /** @description Whether something follows. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
        };
        KeySet: {
            keys: {
                [key: string]: unknown;
            }[];
        };
        /**
         * @example {
         *       "event_id": "01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33",
         *       "cursor": "4711-8e7f6a5b4c33",
         *       "type": "call:end",
         *       "createdAt": 2220686681,
         *       "payload": {
         *         "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
         *         "sessionId": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
         *         "callId": "01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f"
         *       }
         *     }
         */
        ListedEvent: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            /** @description To be given as `after` for what follows this event. What it means is nobody else’s business: keep it as it is. */
            cursor: string;
            /** @description The `webhook-id` with which a webhook delivers the same event. */
            event_id: string;
            payload: {
                /** @description One run of the call: from the first who enters to the last who leaves. */
                callId?: string;
                participantId?: string;
                paymentId?: string;
                /**
                 * @description Of `participant:leave`, as in a summary.
                 * @enum {string}
                 */
                reason?: "left" | "ended" | "lost" | "removed" | "returned-to-waiting" | "opened-elsewhere";
                sessionId?: string;
                teamId: string;
            };
            type: string;
        };
        NewApplication: {
            description?: string | null;
            /**
             * Format: uri
             * @example https://booking.example
             */
            homePage: string;
            /** @description Address of a picture. */
            image?: string | null;
            /**
             * @description As users see it who are asked to let it in.
             * @example Harbour Booking
             */
            name: string;
            /**
             * Format: uri
             * @description Where browsers are sent back to with a code. `https`, or `http` on the loopback; without a fragment.
             * @example https://booking.example/oauth/callback
             */
            redirectEndpoint: string;
        };
        NewAuthCode: {
            /**
             * Format: uuid
             * @description The `appId` of the application that may act for the team.
             */
            clientId: string;
            /** @description What the application may do, as in an authorisation request: permissions, separated by blanks. Default: `sessions participants summaries`. */
            scope?: string;
            /**
             * Format: uuid
             * @description A team that the user is a member of.
             */
            teamId: string;
        };
        NewClient: {
            /**
             * @description What the client is for.
             * @example Practice software
             */
            client_name: string;
            /**
             * Format: uuid
             * @description The user, a member of the team, for whom it acts.
             */
            ownerId: string;
            /**
             * @description The team for which it acts: `["team_api[<teamId>]"]`.
             * @example [
             *       "team_api[01a20592-58ea-7054-a926-830583fcf532]"
             *     ]
             */
            scope: string[];
        };
        /**
         * @example {
         *       "display_name": "Ana Lind",
         *       "role": "guest"
         *     }
         */
        NewParticipant: {
            /** @description The name that others see. Without it the person is asked. */
            display_name?: string | null;
            /** @description By what your own software knows it; need not be unique. Lists can be filtered by it. */
            external_id?: string | null;
            /** @description What the person pays: JSON text `{"amount": cents, "currency": "aud", "description": "…", "collect": "before", "account": null}`. `collect`: `before` they enter, or `card` to keep one and charge it later. `account`: a payment account other than the default one. */
            fee?: string | null;
            /**
             * @description Texts of your own, by names of your own: up to 50, with up to 8,000 characters in all. What is given takes the place of all that was there; nobody in the room sees it.
             * @example {
             *       "appointment_type": "follow-up"
             *     }
             */
            metadata?: {
                [key: string]: string;
            } | null;
            phone?: string | null;
            /** @description Address of a picture. */
            picture?: string | null;
            /** @description host, guest or participant, in any case; guest when it is not given. */
            role?: string | null;
            /** @description The integrator's own mark; sessions can be listed by it. */
            state?: string | null;
            user_hint?: string | null;
        };
        NewPaymentAccount: {
            /** @description The first one of a team is, whatever is said here. */
            default?: boolean;
            name: string;
            /** @description A secret or restricted key of the account at Stripe. It is sealed, and never answered. */
            secret_key: string;
            /** @description The signing secret of the webhook at Stripe (`whsec_…`), where it is not registered by the service itself. It is sealed, and never answered. */
            webhook_secret?: string | null;
        };
        NewSecret: {
            /** @description Until then deliveries are signed with the one before as well. */
            previous_secret_until: string;
            /** @description `whsec_…`. Shown this once. */
            secret: string;
        };
        NewSession: {
            /**
             * @description After the start, in the future, at most 12 hours after the start. RFC 3339, or RFC 1123.
             * @example 2030-05-14T09:00:00Z
             */
            end_time: string;
            /** @description By what your own software knows it; need not be unique. Lists can be filtered by it. */
            external_id?: string | null;
            /** @description `<group>;<name>[;<value>]`, see docs/feature-flags.md. */
            feature_flags?: string[] | null;
            /**
             * @description Texts of your own, by names of your own: up to 50, with up to 8,000 characters in all. What is given takes the place of all that was there; nobody in the room sees it.
             * @example {
             *       "appointment_type": "follow-up"
             *     }
             */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description People can come in so many minutes before the start, by the same rules as after it. Null: as the team's sessions do. */
            opens_before_minutes?: number | null;
            participants?: components["schemas"]["NewParticipant"][] | null;
            /** @description Address of a picture. */
            picture?: string | null;
            session_name?: string | null;
            /**
             * @description When the room opens, unless it opens some minutes before. RFC 3339, or RFC 1123.
             * @example 2030-05-14T09:00:00Z
             */
            start_time: string;
        };
        NewTeam: {
            /** @description Address of a picture. */
            imageUrl?: string | null;
            /**
             * @description As visitors see it.
             * @example Harbour Clinic
             */
            name: string;
            /**
             * @description A short name that no other team has: letters, digits and hyphens, as in a domain name.
             * @example harbour
             */
            subdomain: string;
        };
        NewTeamClient: {
            /**
             * @description What the client is for.
             * @example Practice software
             */
            client_name: string;
            /** @description Makes a client without a secret, for software that cannot keep one, such as an app on a phone. It redeems the codes of applications of its team (PKCE required), and does nothing by itself. */
            public?: boolean;
        };
        NewUser: {
            /** @description How they like to be called. */
            alias?: string | null;
            /**
             * Format: email
             * @description What they sign in with; case does not matter.
             * @example ines.vega@clinic.example
             */
            email: string;
            /**
             * @description Given name.
             * @example Ines
             */
            firstName: string;
            /** @description Address of a picture. */
            imageUrl?: string | null;
            /**
             * @description Family name.
             * @example Vega
             */
            lastName: string;
            /**
             * @description At least 12 characters, and not what is tried first: common words, rows of keys, years, and the names that it is for. Only a hash of it is stored.
             * @example correct horse battery staple
             */
            password: string;
        };
        NewWebhook: {
            /** @description How deliveries say to the receiver who they are. Secrets in it are never answered. */
            authentication?: (Record<string, never> | null) & ({
                /** @enum {string} */
                type: "none";
            } | {
                token: string;
                /** @enum {string} */
                type: "bearer";
            } | {
                password: string;
                /** @enum {string} */
                type: "basic";
                username: string;
            } | {
                audience?: string;
                client_id: string;
                client_secret: string;
                /**
                 * @description How the client shows that it has the secret; `client_secret_basic` when it is not given. `client_secret_jwt` is RFC 7523 with HS256.
                 * @enum {string}
                 */
                method?: "client_secret_basic" | "client_secret_post" | "client_secret_jwt";
                scope?: string;
                /** @description Where a token is asked for (RFC 6749 4.4, client credentials). */
                token_url: string;
                /** @enum {string} */
                type: "oauth2";
            });
            description?: string | null;
            /** @description Those that are delivered; all when they are not given. */
            event_types?: ("session:create" | "session:update" | "session:cancel" | "participant:waiting" | "participant:join" | "participant:leave" | "participant:on-hold" | "call:updated" | "call:end" | "payment:paid" | "payment:failed" | "payment:refunded" | "payment:disputed")[] | null;
            /** @description Where events are sent to, by POST. It begins with `https://` and has no credentials in it. */
            url: string;
        };
        Opening: {
            /** @description People can come into a session so many minutes before its start, where it does not say otherwise itself. Null: at its start. */
            opens_before_minutes: number | null;
        };
        /**
         * @example {
         *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
         *       "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
         *       "display_name": "Dr Vega",
         *       "role": "HOST",
         *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
         *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
         *       "created": "2040-05-01T12:00:00.000Z"
         *     }
         */
        Participant: {
            client_id: string | null;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            coviu_user_id?: string | null;
            created: string;
            /** @description When the seat was taken away. Left out when it is not set; null with the header `Prefer: unset=null`. */
            deleted_at?: string | null;
            display_name: string | null;
            /** @description The link for one person. Its last part is a key, of the shape of a UUID, which stands nowhere but here. */
            entry_url: string;
            /** @description When what it held about a person was erased; not there before that. */
            erased_at?: string;
            /** @description As given. Left out when it is not set; null with the header `Prefer: unset=null`. */
            external_id?: string | null;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            fee?: string | null;
            /**
             * @description The link was taken back and opens nothing; not there otherwise.
             * @enum {boolean}
             */
            link_revoked?: true;
            /** @description As given. Left out when it is not set; null with the header `Prefer: unset=null`. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description UUID v4; it opens nothing. */
            participant_id: string;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            phone?: string | null;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            picture?: string | null;
            /** @enum {string} */
            role: "HOST" | "GUEST" | "PARTICIPANT";
            session_id: string;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            state?: string | null;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            user_hint?: string | null;
            /** @description When it was made or changed: what is worth another look, members and flags that nobody knows among it. Left out when there is nothing; with the header `Prefer: handling=strict` what is not known is refused. The header `Anteroom-Warning` has the same, also of calls whose answer has no place for it. */
            warnings?: components["schemas"]["BadMember"][];
        };
        ParticipantJoinMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                callId: string;
                participantId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "participant:join";
        };
        ParticipantLeaveMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                callId: string;
                participantId: string;
                /**
                 * @description Of `participant:leave`, as in a summary.
                 * @enum {string}
                 */
                reason?: "left" | "ended" | "lost" | "removed" | "returned-to-waiting" | "opened-elsewhere";
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "participant:leave";
        };
        ParticipantOnHoldMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                callId: string;
                participantId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "participant:on-hold";
        };
        ParticipantWaitingMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                participantId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "participant:waiting";
        };
        /**
         * @example {
         *       "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
         *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
         *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
         *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
         *       "reason": "fee",
         *       "collect": "before",
         *       "state": "paid",
         *       "collectable": true,
         *       "amount": 5000,
         *       "currency": "aud",
         *       "description": "Consultation",
         *       "refunded": 0,
         *       "given_back": [],
         *       "trouble": null,
         *       "card": {
         *         "brand": "visa",
         *         "last4": "4242"
         *       },
         *       "action_url": null,
         *       "waived": false,
         *       "stripe_payment": "pi_3Abc",
         *       "test": true,
         *       "created": "2040-05-01T12:00:00.000Z",
         *       "changed": "2040-05-02T08:30:00.000Z",
         *       "paid": "2040-05-02T08:30:00.000Z"
         *     }
         */
        Payment: {
            /** @description The account that took it, or will; null where the team has none. */
            account_id: string | null;
            /** @description Where the person agrees to a charge for which their bank asks for more (`needs-action`). */
            action_url: string | null;
            /** @description In the smallest unit of the currency. */
            amount: number;
            card: {
                brand: string;
                last4: string;
            } | null;
            changed: string;
            /** @enum {string} */
            collect: "before" | "card";
            /** @description False where the team has no account that could take it: nobody is asked for it. */
            collectable: boolean;
            created: string;
            /** @description ISO 4217, lower case. */
            currency: string;
            description: string | null;
            /** @description What was taken besides it by mistake, twice or for a fee that was changed meanwhile, and goes back to the card in whole. */
            given_back: {
                amount: number;
                currency: string;
            }[];
            /** @description When the money was taken. */
            paid: string | null;
            participant_id: string;
            payment_id: string;
            /**
             * @description The fee of the seat, or an amount that was asked for.
             * @enum {string}
             */
            reason: "fee" | "request";
            /** @description How much of it was given back. */
            refunded: number;
            session_id: string;
            /** @enum {string} */
            state: "owed" | "opened" | "failed" | "expired" | "card-kept" | "charging" | "needs-action" | "paid" | "partly-refunded" | "refunded" | "disputed" | "withdrawn";
            /** @description Its id at Stripe (`pi_…`). */
            stripe_payment: string | null;
            /** @description No money moves. */
            test: boolean;
            /**
             * @description Why the last try came to nothing; `account`: Stripe did not take it from the practice, and no bank was asked.
             * @enum {string|null}
             */
            trouble: "declined" | "no-funds" | "card-expired" | "not-approved" | "unanswered" | "expired" | "account" | null;
            /** @description A host has let the person in without it. */
            waived: boolean;
        };
        PaymentAccount: {
            account_id: string;
            created: string;
            default: boolean;
            /** @description The last four characters of the key. */
            key_hint: string;
            /** @enum {string} */
            mode: "test" | "live";
            name: string;
            /** @enum {string} */
            provider: "stripe";
            /**
             * @description As it was last tried.
             * @enum {string}
             */
            state: "ready" | "refused" | "not-permitted" | "unreachable";
            /** @description What is wrong, and what to do about it. */
            state_message: string | null;
            /**
             * @description `registered` at Stripe by this service; `given`: the signing secret was entered; `missing`: payments are noticed by asking alone, which takes up to a minute longer.
             * @enum {string}
             */
            webhook: "registered" | "given" | "missing";
            /** @description What to enter at Stripe where the webhook is missing. */
            webhook_url: string;
        };
        PaymentAccountChange: {
            /**
             * @description Another one stops being it.
             * @enum {boolean}
             */
            default?: true;
            name?: string;
            /** @description A secret or restricted key of the account at Stripe. It is sealed, and never answered. */
            secret_key?: string;
            /** @description The signing secret of the webhook at Stripe (`whsec_…`), where it is not registered by the service itself. It is sealed, and never answered. */
            webhook_secret?: string | null;
        };
        PaymentAccountPage: {
            /** @description Oldest first. */
            content: components["schemas"]["PaymentAccount"][];
            /** @description Whether something follows. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
        };
        PaymentDisputedMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                participantId: string;
                paymentId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "payment:disputed";
        };
        PaymentFailedMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                participantId: string;
                paymentId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "payment:failed";
        };
        /**
         * @example {
         *       "content": [
         *         {
         *           "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
         *           "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
         *           "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
         *           "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
         *           "reason": "fee",
         *           "collect": "before",
         *           "state": "paid",
         *           "collectable": true,
         *           "amount": 5000,
         *           "currency": "aud",
         *           "description": "Consultation",
         *           "refunded": 0,
         *           "given_back": [],
         *           "trouble": null,
         *           "card": {
         *             "brand": "visa",
         *             "last4": "4242"
         *           },
         *           "action_url": null,
         *           "waived": false,
         *           "stripe_payment": "pi_3Abc",
         *           "test": true,
         *           "created": "2040-05-01T12:00:00.000Z",
         *           "changed": "2040-05-02T08:30:00.000Z",
         *           "paid": "2040-05-02T08:30:00.000Z"
         *         }
         *       ],
         *       "next": null,
         *       "more": false
         *     }
         */
        PaymentPage: {
            /** @description Newest first. */
            content: components["schemas"]["Payment"][];
            /** @description Whether something follows. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
        };
        PaymentPaidMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                participantId: string;
                paymentId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "payment:paid";
        };
        PaymentRefundedMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                participantId: string;
                paymentId: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "payment:refunded";
        };
        PaymentRequest: {
            /**
             * Format: uuid
             * @description A payment account other than the default one.
             */
            account?: string;
            /** @description In the smallest unit of the currency. */
            amount: number;
            /** @description ISO 4217, in any case. */
            currency: string;
            /** @description What it is for. */
            description?: string | null;
        };
        Problem: {
            /** @description What happened this time. */
            detail?: string;
            /** @description All of that in one text, for clients that read nothing else. */
            error: {
                message: string;
            };
            /** @description With 400: every member that cannot be used, all at once. */
            errors?: components["schemas"]["BadMember"][];
            status: number;
            title: string;
            /** @description `/problems/<code>`, see docs/problems.md. */
            type: string;
        };
        RefundRequest: {
            /** @description What is left of it where nothing is said. */
            amount?: number;
            /**
             * Format: uuid
             * @description Another one of the participant than the fee.
             */
            payment_id?: string;
        };
        Replay: {
            /**
             * Format: uuid
             * @description The `next` of the answer before.
             */
            after?: string;
            /**
             * @description `failed` (when it is not given): events of which a delivery to this webhook has failed or was dropped, and none was delivered since or is on its way. `all`: every event of the types that the webhook wants, whatever became of it, unless it is on its way.
             * @enum {string}
             */
            events?: "failed" | "all";
            /**
             * @description Events that happened then or later. RFC 3339, or RFC 1123.
             * @example 2030-05-14T09:00:00Z
             */
            from: string;
            /**
             * @description Events that happened before then; until now when it is not given. RFC 3339, or RFC 1123.
             * @example 2030-05-14T09:00:00Z
             */
            until?: string;
        };
        ReplayAnswer: {
            /** @description Whether others are left: ask again, with `next` as `after`. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
            /** @description How many events are sent again, 1000 at most. */
            replayed: number;
        };
        Retention: {
            /** @description What browsers found out about themselves and their networks before the call. */
            checks_days: number | null;
            /** @description The members that the team has not set: they are as the service has them. */
            inherited: string[];
            /** @description Names, pictures, phone numbers, hints, states and fees of participants, what they were told in the waiting room, and the name and the picture of the session. */
            names_days: number | null;
            /** @description All that a session holds about people: its name, picture and flags, its seats, who was there when, what was measured. Ids, the booked times and the fact that it was erased stay. */
            sessions_days: number | null;
            /** @description Who was in the call from when to when, how they left it, and how fast their lines were. */
            summaries_days: number | null;
            /** @description Events and their deliveries. Counted from each delivery instead of the end of a session. */
            webhook_log_days: number | null;
        };
        /** @description In days after the end of a session; null keeps it for ever. What is not given is as the service has it. */
        RetentionChange: {
            /** @description What browsers found out about themselves and their networks before the call. */
            checks_days?: number | null;
            /** @description Names, pictures, phone numbers, hints, states and fees of participants, what they were told in the waiting room, and the name and the picture of the session. */
            names_days?: number | null;
            /** @description All that a session holds about people: its name, picture and flags, its seats, who was there when, what was measured. Ids, the booked times and the fact that it was erased stay. */
            sessions_days?: number | null;
            /** @description Who was in the call from when to when, how they left it, and how fast their lines were. */
            summaries_days?: number | null;
            /** @description Events and their deliveries. Counted from each delivery instead of the end of a session. */
            webhook_log_days?: number | null;
        };
        Revoked: Record<string, never>;
        ServerMetadata: {
            authorization_endpoint: string;
            /** @description RFC 9207. */
            authorization_response_iss_parameter_supported: boolean;
            code_challenge_methods_supported: string[];
            grant_types_supported: string[];
            issuer: string;
            jwks_uri: string;
            response_types_supported: string[];
            revocation_endpoint: string;
            revocation_endpoint_auth_methods_supported: string[];
            scopes_supported: string[];
            token_endpoint: string;
            token_endpoint_auth_methods_supported: string[];
        };
        Session: {
            /** @description When its last participant left. Left out when it is not set; null with the header `Prefer: unset=null`. */
            actual_end_time?: string | null;
            /** @description When the call was first entered. Left out when it is not set; null with the header `Prefer: unset=null`. */
            actual_start_time?: string | null;
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            canceled_time?: string | null;
            client_id: string | null;
            created_at: string;
            end_time: string;
            /** @description When what it held about people was erased; not there before that. */
            erased_at?: string;
            /** @description As given. Left out when it is not set; null with the header `Prefer: unset=null`. */
            external_id?: string | null;
            /** @description As given. */
            feature_flags: string[];
            /** @description As given. Left out when it is not set; null with the header `Prefer: unset=null`. */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description As given. Left out when the team's holds; null with the header `Prefer: unset=null`. */
            opens_before_minutes?: number | null;
            /** @description Oldest first. */
            participants: components["schemas"]["Participant"][];
            /** @description Left out when it is not set; null with the header `Prefer: unset=null`. */
            picture?: string | null;
            session_id: string;
            session_name: string | null;
            start_time: string;
            team_id: string;
            /** @description When it was made or changed: what is worth another look, members and flags that nobody knows among it. Left out when there is nothing; with the header `Prefer: handling=strict` what is not known is refused. The header `Anteroom-Warning` has the same, also of calls whose answer has no place for it. */
            warnings?: components["schemas"]["BadMember"][];
        };
        SessionCancelMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "session:cancel";
        };
        SessionChange: {
            /**
             * @description After the start, in the future, at most 12 hours after the start. RFC 3339, or RFC 1123.
             * @example 2030-05-14T09:00:00Z
             */
            end_time?: string;
            /** @description By what your own software knows it; need not be unique. Lists can be filtered by it. */
            external_id?: string | null;
            /** @description `<group>;<name>[;<value>]`, see docs/feature-flags.md. */
            feature_flags?: string[] | null;
            /**
             * @description Texts of your own, by names of your own: up to 50, with up to 8,000 characters in all. What is given takes the place of all that was there; nobody in the room sees it.
             * @example {
             *       "appointment_type": "follow-up"
             *     }
             */
            metadata?: {
                [key: string]: string;
            } | null;
            /** @description People can come in so many minutes before the start, by the same rules as after it. Null: as the team's sessions do. */
            opens_before_minutes?: number | null;
            /** @description Address of a picture. */
            picture?: string | null;
            session_name?: string | null;
            /**
             * @description Cannot be moved once the session has started. RFC 3339, or RFC 1123.
             * @example 2030-05-14T09:00:00Z
             */
            start_time?: string;
        };
        SessionCreateMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "session:create";
        };
        SessionPage: {
            content: components["schemas"]["Session"][];
            /** @description Whether there is another page. */
            more: boolean;
            page: number;
            page_size: number;
        };
        SessionSummary: {
            /** @description When its last participant left. */
            actual_end_time: string | null;
            /** @description When the call was first entered. */
            actual_start_time: string | null;
            end_time: string;
            /** @description Oldest first; removed ones only when they were in the call. */
            participants: components["schemas"]["SummaryParticipant"][];
            start_time: string;
        };
        SessionUpdateMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                participantId?: string;
                sessionId: string;
                teamId: string;
            };
            /** @constant */
            type: "session:update";
        };
        SummaryBandwidth: {
            /** @description What was received on average. In kbit/s, as the browser measured it; null where nothing was measured. */
            avg_receive_bandwidth: number | null;
            /** @description What was sent on average. In kbit/s, as the browser measured it; null where nothing was measured. */
            avg_sent_bandwidth: number | null;
            /** @description The most that was received over some seconds. In kbit/s, as the browser measured it; null where nothing was measured. */
            max_receive_bandwidth: number | null;
            /** @description The most that was sent over some seconds. In kbit/s, as the browser measured it; null where nothing was measured. */
            max_sent_bandwidth: number | null;
            /** @description The least that was received over some seconds. In kbit/s, as the browser measured it; null where nothing was measured. */
            min_receive_bandwidth: number | null;
            /** @description The least that was sent over some seconds. In kbit/s, as the browser measured it; null where nothing was measured. */
            min_sent_bandwidth: number | null;
        };
        SummaryParticipant: {
            bandwidth: components["schemas"]["SummaryBandwidth"];
            /** @description What their browser found out about itself and its network before the call; null when it did not. */
            connection_check: components["schemas"]["ConnectionCheck"] | null;
            /** @description When they first came into the call, ISO 8601; null when they never did. */
            entry_time: string | null;
            /** @description When and how they last went out of the call; nulls while they are in it or when they never were. */
            exit_time: {
                /** @description ISO 8601. */
                left_at: string | null;
                /**
                 * @description `left`: they hung up or closed the page from the room; `ended`: a host ended the call for everyone; `lost`: their page was out of reach for longer than the grace; `removed`: their seat was taken away; `returned-to-waiting`: a host sent them back to the waiting room; `opened-elsewhere`: their link was opened in another browser.
                 * @enum {string|null}
                 */
                left_reason: "left" | "ended" | "lost" | "removed" | "returned-to-waiting" | "opened-elsewhere" | null;
            };
            participant_id: string;
            /** @enum {string} */
            role: "HOST" | "GUEST" | "PARTICIPANT";
        };
        Team: {
            imageUrl: string | null;
            name: string;
            subdomain: string;
            team_id: string;
            /** @description The same; newer clients read it by this name. */
            teamId: string;
        };
        Token: {
            /** @description A signed JWT; its key is at /.well-known/jwks.json. */
            access_token: string;
            /** @description Seconds. */
            expires_in: number;
            refresh_token: string;
            /** @description The team, as `team_api[<teamId>]`, and what may be done for it: the permissions of the API’s description. */
            scope: string;
            /** @enum {string} */
            token_type: "Bearer";
        };
        TokenError: {
            error: string;
            error_description: string;
        };
        User: {
            alias: string | null;
            createdAt: string;
            email: string;
            firstName: string;
            imageUrl: string | null;
            lastName: string;
            userId: string;
        };
        /**
         * @example {
         *       "webhook_id": "01a20596-7d1e-7a52-9d3c-4c8e1b2a6f01",
         *       "url": "https://practice.example/hooks/anteroom",
         *       "event_types": [
         *         "participant:join",
         *         "call:end"
         *       ],
         *       "description": null,
         *       "authentication": {
         *         "type": "bearer"
         *       },
         *       "enabled": true,
         *       "disabled_reason": null,
         *       "created_at": "2040-05-01T12:00:00.000Z",
         *       "last_attempt": {
         *         "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
         *         "at": "2040-05-14T09:24:41.120Z",
         *         "duration_ms": 83,
         *         "status": 204,
         *         "error": null
         *       }
         *     }
         */
        Webhook: {
            /** @description Without its secrets. */
            authentication: {
                audience?: string;
                client_id?: string;
                /** @enum {string} */
                method?: "client_secret_basic" | "client_secret_post" | "client_secret_jwt";
                scope?: string;
                token_url?: string;
                /** @enum {string} */
                type: "none" | "bearer" | "basic" | "oauth2";
                username?: string;
            };
            created_at: string;
            description: string | null;
            /** @description Why the service itself has disabled it. */
            disabled_reason: string | null;
            enabled: boolean;
            event_types: string[];
            /** @description The newest attempt to deliver something to it; null when there was none within 30 days. */
            last_attempt: {
                at: string;
                delivery_id: string;
                duration_ms: number;
                /** @description Why it failed, in words; null when it did not. */
                error: string | null;
                /** @description Of the answer; null when there was none. */
                status: number | null;
            } | null;
            url: string;
            webhook_id: string;
        };
        WebhookChange: {
            /** @description How deliveries say to the receiver who they are. Secrets in it are never answered. */
            authentication?: (Record<string, never> | null) & ({
                /** @enum {string} */
                type: "none";
            } | {
                token: string;
                /** @enum {string} */
                type: "bearer";
            } | {
                password: string;
                /** @enum {string} */
                type: "basic";
                username: string;
            } | {
                audience?: string;
                client_id: string;
                client_secret: string;
                /**
                 * @description How the client shows that it has the secret; `client_secret_basic` when it is not given. `client_secret_jwt` is RFC 7523 with HS256.
                 * @enum {string}
                 */
                method?: "client_secret_basic" | "client_secret_post" | "client_secret_jwt";
                scope?: string;
                /** @description Where a token is asked for (RFC 6749 4.4, client credentials). */
                token_url: string;
                /** @enum {string} */
                type: "oauth2";
            });
            description?: string | null;
            /** @description Nothing is delivered to one that is not; what is on its way is dropped. */
            enabled?: boolean;
            /** @description Those that are delivered; all when they are not given. */
            event_types?: ("session:create" | "session:update" | "session:cancel" | "participant:waiting" | "participant:join" | "participant:leave" | "participant:on-hold" | "call:updated" | "call:end" | "payment:paid" | "payment:failed" | "payment:refunded" | "payment:disputed")[] | null;
            /** @description Where events are sent to, by POST. It begins with `https://` and has no credentials in it. */
            url?: string;
        };
        WebhookPage: {
            /** @description Oldest first. */
            content: components["schemas"]["Webhook"][];
            /** @description Whether something follows. */
            more: boolean;
            /** @description To be given as `after` for what follows; null at the end. */
            next: string | null;
        };
        WebhookTestMessage: {
            /** @description When it happened, in whole seconds since 1970. */
            createdAt: number;
            payload: {
                teamId: string;
            };
            /** @constant */
            type: "webhook:test";
        };
        WebhookWithSecret: {
            /** @description Without its secrets. */
            authentication: {
                audience?: string;
                client_id?: string;
                /** @enum {string} */
                method?: "client_secret_basic" | "client_secret_post" | "client_secret_jwt";
                scope?: string;
                token_url?: string;
                /** @enum {string} */
                type: "none" | "bearer" | "basic" | "oauth2";
                username?: string;
            };
            created_at: string;
            description: string | null;
            /** @description Why the service itself has disabled it. */
            disabled_reason: string | null;
            enabled: boolean;
            event_types: string[];
            /** @description The newest attempt to deliver something to it; null when there was none within 30 days. */
            last_attempt: {
                at: string;
                delivery_id: string;
                duration_ms: number;
                /** @description Why it failed, in words; null when it did not. */
                error: string | null;
                /** @description Of the answer; null when there was none. */
                status: number | null;
            } | null;
            /** @description `whsec_…`, the key of the signatures (Standard Webhooks). Shown this once. */
            secret: string;
            url: string;
            webhook_id: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "kty": "EC",
                     *           "crv": "P-256",
                     *           "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                     *           "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                     *           "kid": "1",
                     *           "alg": "ES256",
                     *           "use": "sig"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["KeySet"];
                };
            };
        };
    };
    getServerMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "issuer": "https://video.clinic.example",
                     *       "authorization_endpoint": "https://video.clinic.example/v1/auth/authorize",
                     *       "token_endpoint": "https://video.clinic.example/v1/auth/token",
                     *       "revocation_endpoint": "https://video.clinic.example/v1/auth/revoke",
                     *       "jwks_uri": "https://video.clinic.example/.well-known/jwks.json",
                     *       "grant_types_supported": [
                     *         "client_credentials",
                     *         "authorization_code",
                     *         "refresh_token"
                     *       ],
                     *       "response_types_supported": [
                     *         "code"
                     *       ],
                     *       "scopes_supported": [
                     *         "sessions:read",
                     *         "sessions",
                     *         "participants",
                     *         "summaries",
                     *         "webhooks",
                     *         "audit"
                     *       ],
                     *       "code_challenge_methods_supported": [
                     *         "S256"
                     *       ],
                     *       "authorization_response_iss_parameter_supported": true,
                     *       "token_endpoint_auth_methods_supported": [
                     *         "client_secret_basic",
                     *         "client_secret_post"
                     *       ],
                     *       "revocation_endpoint_auth_methods_supported": [
                     *         "client_secret_basic",
                     *         "client_secret_post"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ServerMetadata"];
                };
            };
        };
    };
    readAuditLog: {
        parameters: {
            query?: {
                /**
                 * @description Only entries of this action.
                 * @example session.read
                 */
                action?: string;
                /** @description Entries after the one with this `seq`; from the first without it. */
                after?: number;
                /**
                 * @description Only entries of then or later.
                 * @example 2030-05-14T09:00:00Z
                 */
                from?: string;
                /** @description How many one page has at most: 100 when it is not given, never more than 1000. */
                limit?: number;
                /** @description Only entries about the thing with this id. */
                target?: string;
                /**
                 * @description Only entries of then or earlier.
                 * @example 2030-05-14T09:00:00Z
                 */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [
                     *         {
                     *           "seq": 1,
                     *           "entry_id": "01a2064d-43bd-734f-a06f-3c74abb21ac3",
                     *           "at": "2040-05-01T12:00:00.000Z",
                     *           "action": "session.cancel",
                     *           "target": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *           "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *           "user_id": null,
                     *           "ip": "192.0.2.17",
                     *           "request_id": "0f6f1c1e-8d5e-4c39-9a38-1b0d9a2c7c55",
                     *           "details": "{}",
                     *           "previous_hash": "0000000000000000000000000000000000000000000000000000000000000000",
                     *           "hash": "842b1e8e0685919f584c74fab9e65b877160d6a609d49771eb7b13ba4b79a664",
                     *           "keyed": true
                     *         }
                     *       ],
                     *       "next": null,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The filter finds too little in too much; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "q3Jx0m5bV1f8sT2wZ9dKc4Yh7Lp6RnUe"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    /** @description A refresh token or an access token. */
                    token: string;
                    /** @description Not needed: what kind of token it is can be seen. */
                    token_type_hint?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_client",
                     *       "error_description": "The client id and the client secret do not belong together."
                     *     }
                     */
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": components["schemas"]["Revoked"];
                };
            };
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "grant_type": "client_credentials"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    /** @description With `authorization_code`. */
                    code?: string;
                    /** @description With `authorization_code`, when the request had a challenge (RFC 7636). */
                    code_verifier?: string;
                    /**
                     * @description `password` only where whoever runs the service has switched it on.
                     * @enum {string}
                     */
                    grant_type: "client_credentials" | "authorization_code" | "refresh_token" | "password";
                    /** @description With `password`. */
                    password?: string;
                    /** @description With `authorization_code`, when the authorisation request had one. */
                    redirect_uri?: string;
                    /** @description With `refresh_token`. */
                    refresh_token?: string;
                    /** @description With `password`: the email address. */
                    username?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "error": "invalid_client",
                     *       "error_description": "The client id and the client secret do not belong together."
                     *     }
                     */
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI0ZjFjIn0.c2lnbmF0dXJl",
                     *       "refresh_token": "q3Jx0m5bV1f8sT2wZ9dKc4Yh7Lp6RnUe",
                     *       "expires_in": 3600,
                     *       "token_type": "Bearer",
                     *       "scope": "team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770] sessions participants summaries"
                     *     }
                     */
                    "application/json": components["schemas"]["Token"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Events behind this `cursor` of an event, or `next` of a page. Without it the list begins with the oldest event that is kept. */
                after?: string;
                /**
                 * @description Only events of these types, separated by commas: session:create, session:update, session:cancel, participant:waiting, participant:join, participant:leave, participant:on-hold, call:updated, call:end, payment:paid, payment:failed, payment:refunded, payment:disputed.
                 * @example participant:join,call:end
                 */
                event_types?: string;
                /**
                 * @description Only events of then or later.
                 * @example 2030-05-14T09:00:00Z
                 */
                from?: string;
                /** @description How many one page has at most: 100 when it is not given, never more than 1000. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [
                     *         {
                     *           "event_id": "01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33",
                     *           "cursor": "4711-8e7f6a5b4c33",
                     *           "type": "call:end",
                     *           "createdAt": 2220686681,
                     *           "payload": {
                     *             "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *             "sessionId": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *             "callId": "01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f"
                     *           }
                     *         }
                     *       ],
                     *       "next": "4711-8e7f6a5b4c33",
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Events that follow this cursor are not kept any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getParticipant: {
        parameters: {
            query?: {
                /** @description Removed participants too. */
                deleted_participants?: boolean;
            };
            header?: never;
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *       "display_name": "Dr Vega",
                     *       "role": "HOST",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "created": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Participant"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateParticipant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Ana Lind",
                 *       "role": "guest"
                 *     }
                 */
                "application/json": components["schemas"]["NewParticipant"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *       "display_name": "Dr Vega",
                     *       "role": "HOST",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "created": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Participant"];
                };
            };
            /** @description The session is over; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeParticipant: {
        parameters: {
            query?: {
                /** @description Also erases what it holds about people, for good: for the admins and the own clients of the team. Possible once it is over, too. */
                erase?: boolean;
            };
            header?: never;
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The session is over; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewEntryLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "entry_url": "https://video.clinic.example/session/7be0a915-c03d-8f42-a6d1-3c58e2f9b704"
                     *     }
                     */
                    "application/json": components["schemas"]["EntryLink"];
                };
            };
            /** @description The session is over; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeEntryLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "reason": "fee",
                     *       "collect": "before",
                     *       "state": "paid",
                     *       "collectable": true,
                     *       "amount": 5000,
                     *       "currency": "aud",
                     *       "description": "Consultation",
                     *       "refunded": 0,
                     *       "given_back": [],
                     *       "trouble": null,
                     *       "card": {
                     *         "brand": "visa",
                     *         "last4": "4242"
                     *       },
                     *       "action_url": null,
                     *       "waived": false,
                     *       "stripe_payment": "pi_3Abc",
                     *       "test": true,
                     *       "created": "2040-05-01T12:00:00.000Z",
                     *       "changed": "2040-05-02T08:30:00.000Z",
                     *       "paid": "2040-05-02T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "reason": "fee",
                     *       "collect": "before",
                     *       "state": "paid",
                     *       "collectable": true,
                     *       "amount": 5000,
                     *       "currency": "aud",
                     *       "description": "Consultation",
                     *       "refunded": 0,
                     *       "given_back": [],
                     *       "trouble": null,
                     *       "card": {
                     *         "brand": "visa",
                     *         "last4": "4242"
                     *       },
                     *       "action_url": null,
                     *       "waived": false,
                     *       "stripe_payment": "pi_3Abc",
                     *       "test": true,
                     *       "created": "2040-05-01T12:00:00.000Z",
                     *       "changed": "2040-05-02T08:30:00.000Z",
                     *       "paid": "2040-05-02T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done now; or: The fee was paid already; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    chargeCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 8000,
                 *       "description": "Consultation, 40 minutes"
                 *     }
                 */
                "application/json": components["schemas"]["ChargeRequest"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "reason": "fee",
                     *       "collect": "before",
                     *       "state": "paid",
                     *       "collectable": true,
                     *       "amount": 5000,
                     *       "currency": "aud",
                     *       "description": "Consultation",
                     *       "refunded": 0,
                     *       "given_back": [],
                     *       "trouble": null,
                     *       "card": {
                     *         "brand": "visa",
                     *         "last4": "4242"
                     *       },
                     *       "action_url": null,
                     *       "waived": false,
                     *       "stripe_payment": "pi_3Abc",
                     *       "test": true,
                     *       "created": "2040-05-01T12:00:00.000Z",
                     *       "changed": "2040-05-02T08:30:00.000Z",
                     *       "paid": "2040-05-02T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done now; or: The fee was paid already; or: The team has no payment account that could take this; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider has refused this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider does not answer; or: The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refundPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 2000
                 *     }
                 */
                "application/json": components["schemas"]["RefundRequest"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "reason": "fee",
                     *       "collect": "before",
                     *       "state": "paid",
                     *       "collectable": true,
                     *       "amount": 5000,
                     *       "currency": "aud",
                     *       "description": "Consultation",
                     *       "refunded": 0,
                     *       "given_back": [],
                     *       "trouble": null,
                     *       "card": {
                     *         "brand": "visa",
                     *         "last4": "4242"
                     *       },
                     *       "action_url": null,
                     *       "waived": false,
                     *       "stripe_payment": "pi_3Abc",
                     *       "test": true,
                     *       "created": "2040-05-01T12:00:00.000Z",
                     *       "changed": "2040-05-02T08:30:00.000Z",
                     *       "paid": "2040-05-02T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done now; or: The team has no payment account that could take this; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider has refused this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider does not answer; or: The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requestPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                participant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 3000,
                 *       "currency": "aud",
                 *       "description": "Certificate"
                 *     }
                 */
                "application/json": components["schemas"]["PaymentRequest"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "payment_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7c",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "reason": "fee",
                     *       "collect": "before",
                     *       "state": "paid",
                     *       "collectable": true,
                     *       "amount": 5000,
                     *       "currency": "aud",
                     *       "description": "Consultation",
                     *       "refunded": 0,
                     *       "given_back": [],
                     *       "trouble": null,
                     *       "card": {
                     *         "brand": "visa",
                     *         "last4": "4242"
                     *       },
                     *       "action_url": null,
                     *       "waived": false,
                     *       "stripe_payment": "pi_3Abc",
                     *       "test": true,
                     *       "created": "2040-05-01T12:00:00.000Z",
                     *       "changed": "2040-05-02T08:30:00.000Z",
                     *       "paid": "2040-05-02T08:30:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done now; or: The team has no payment account that could take this; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider has refused this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider does not answer; or: The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPaymentAccounts: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                after?: string;
                /** @description How many one page has at most: never more than 20. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [],
                     *       "next": null,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAccountPage"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPaymentAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Practice",
                 *       "secret_key": "rk_test_51Abc",
                 *       "default": true
                 *     }
                 */
                "application/json": components["schemas"]["NewPaymentAccount"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "name": "Practice",
                     *       "provider": "stripe",
                     *       "key_hint": "x9Qd",
                     *       "mode": "test",
                     *       "default": true,
                     *       "state": "ready",
                     *       "state_message": null,
                     *       "webhook": "registered",
                     *       "webhook_url": "https://video.clinic.example/v1/stripe/webhook/01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "created": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider has refused this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider does not answer; or: The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPaymentAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "name": "Practice",
                     *       "provider": "stripe",
                     *       "key_hint": "x9Qd",
                     *       "mode": "test",
                     *       "default": true,
                     *       "state": "ready",
                     *       "state_message": null,
                     *       "webhook": "registered",
                     *       "webhook_url": "https://video.clinic.example/v1/stripe/webhook/01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "created": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePaymentAccount: {
        parameters: {
            query?: {
                /** @description Also where it is not known what became of payments, as Stripe does not take the key. */
                force?: boolean;
            };
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider has refused this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider does not answer; or: The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePaymentAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "default": true
                 *     }
                 */
                "application/json": components["schemas"]["PaymentAccountChange"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "account_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "name": "Practice",
                     *       "provider": "stripe",
                     *       "key_hint": "x9Qd",
                     *       "mode": "test",
                     *       "default": true,
                     *       "state": "ready",
                     *       "state_message": null,
                     *       "webhook": "registered",
                     *       "webhook_url": "https://video.clinic.example/v1/stripe/webhook/01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7b",
                     *       "created": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAccount"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider has refused this */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The payment provider does not answer; or: The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPayments: {
        parameters: {
            query?: {
                account_id?: string;
                /** @description The `next` of the page before. */
                after?: string;
                /**
                 * @description Made at that time or later.
                 * @example 2030-05-14T09:00:00Z
                 */
                from?: string;
                /** @description How many one page has at most: never more than 200. */
                limit?: number;
                /** @description What `limit` was called before. */
                page_size?: number;
                participant_id?: string;
                session_id?: string;
                state?: "owed" | "opened" | "failed" | "expired" | "card-kept" | "charging" | "needs-action" | "paid" | "partly-refunded" | "refunded" | "disputed" | "withdrawn";
                /**
                 * @description Made before that time.
                 * @example 2030-05-14T09:00:00Z
                 */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them, or all as a file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                    "text/csv": string;
                };
            };
            /** @description The filter finds too little in too much; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                /**
                 * @description Sessions that end later, so that a part of them at least comes after it; a session is over at its end.
                 * @example 2030-05-14T09:00:00Z
                 */
                active_from?: string;
                /**
                 * @description Sessions that start earlier. With `active_from` all that are booked for some time between; the same for both finds what is booked for that moment.
                 * @example 2030-05-14T09:00:00Z
                 */
                active_until?: string;
                /** @description Removed participants too. Where there are more than 10,000 of them, a smaller page has to be asked for. */
                deleted_participants?: boolean;
                /**
                 * @description Sessions that end then or earlier.
                 * @example 2030-05-14T09:00:00Z
                 */
                end_time?: string;
                /** @description Only sessions that have it themselves. */
                external_id?: string;
                include_canceled?: boolean;
                /** @description `backwards` is an older word for `reverse`. */
                order?: "forward" | "reverse" | "backwards";
                /** @description From 0. */
                page?: number;
                /** @description 200 when it is not given, and at most. */
                page_size?: number;
                /**
                 * @description Sessions that start then or later.
                 * @example 2030-05-14T09:00:00Z
                 */
                start_time?: string;
                /** @description Only sessions with a participant of that state. An application needs the permission `participants` for it. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [
                     *         {
                     *           "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *           "session_name": "Follow-up",
                     *           "start_time": "2040-05-14T09:00:00.000Z",
                     *           "end_time": "2040-05-14T09:30:00.000Z",
                     *           "feature_flags": [
                     *             "customisation;return-url;https://clinic.example/thanks"
                     *           ],
                     *           "participants": [
                     *             {
                     *               "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *               "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *               "display_name": "Dr Vega",
                     *               "role": "HOST",
                     *               "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *               "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *               "created": "2040-05-01T12:00:00.000Z"
                     *             }
                     *           ],
                     *           "team_id": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *           "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *           "created_at": "2040-05-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": 0,
                     *       "page_size": 200,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description The filter finds too little in too much; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "session_name": "Follow-up",
                 *       "start_time": "2040-05-14T09:00:00Z",
                 *       "end_time": "2040-05-14T09:30:00Z",
                 *       "feature_flags": [
                 *         "customisation;return-url;https://clinic.example/thanks"
                 *       ],
                 *       "participants": [
                 *         {
                 *           "display_name": "Dr Vega",
                 *           "role": "host"
                 *         },
                 *         {
                 *           "display_name": "Ana Lind",
                 *           "role": "guest"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "session_name": "Follow-up",
                     *       "start_time": "2040-05-14T09:00:00.000Z",
                     *       "end_time": "2040-05-14T09:30:00.000Z",
                     *       "feature_flags": [
                     *         "customisation;return-url;https://clinic.example/thanks"
                     *       ],
                     *       "participants": [
                     *         {
                     *           "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *           "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *           "display_name": "Dr Vega",
                     *           "role": "HOST",
                     *           "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *           "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *           "created": "2040-05-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "team_id": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "created_at": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: {
                /** @description Removed participants too. */
                deleted_participants?: boolean;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "session_name": "Follow-up",
                     *       "start_time": "2040-05-14T09:00:00.000Z",
                     *       "end_time": "2040-05-14T09:30:00.000Z",
                     *       "feature_flags": [
                     *         "customisation;return-url;https://clinic.example/thanks"
                     *       ],
                     *       "participants": [
                     *         {
                     *           "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *           "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *           "display_name": "Dr Vega",
                     *           "role": "HOST",
                     *           "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *           "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *           "created": "2040-05-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "team_id": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "created_at": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The session was cancelled; or: The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "end_time": "2040-05-14T09:45:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["SessionChange"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "session_name": "Follow-up",
                     *       "start_time": "2040-05-14T09:00:00.000Z",
                     *       "end_time": "2040-05-14T09:30:00.000Z",
                     *       "feature_flags": [
                     *         "customisation;return-url;https://clinic.example/thanks"
                     *       ],
                     *       "participants": [
                     *         {
                     *           "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *           "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *           "display_name": "Dr Vega",
                     *           "role": "HOST",
                     *           "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *           "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *           "created": "2040-05-01T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "team_id": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "created_at": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The session is over; or: The session has started; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSession: {
        parameters: {
            query?: {
                /** @description Also erases what it holds about people, for good: for the admins and the own clients of the team. Possible once it is over, too. */
                erase?: boolean;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The session has started; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listParticipants: {
        parameters: {
            query?: {
                /** @description Removed participants too. */
                deleted_participants?: boolean;
                /** @description Only participants that have it. */
                external_id?: string;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Participant"][];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The session was cancelled; or: The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addParticipant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Ana Lind",
                 *       "role": "guest"
                 *     }
                 */
                "application/json": components["schemas"]["NewParticipant"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *       "entry_url": "https://video.clinic.example/session/0d9c1f7e-52b4-8a6e-b3c7-91f0a4de6b25",
                     *       "display_name": "Dr Vega",
                     *       "role": "HOST",
                     *       "session_id": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *       "client_id": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "created": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Participant"];
                };
            };
            /** @description The session is over; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionSummary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "start_time": "2040-05-14T09:00:00.000Z",
                     *       "end_time": "2040-05-14T09:30:00.000Z",
                     *       "actual_start_time": "2040-05-14T09:01:12.000Z",
                     *       "actual_end_time": "2040-05-14T09:24:40.000Z",
                     *       "participants": [
                     *         {
                     *           "participant_id": "5b0f8c2e-3d55-4f0e-9c8e-6c1d2a7b9f10",
                     *           "role": "HOST",
                     *           "entry_time": "2040-05-14T09:01:12.000Z",
                     *           "exit_time": {
                     *             "left_at": "2040-05-14T09:24:40.000Z",
                     *             "left_reason": "left"
                     *           },
                     *           "bandwidth": {
                     *             "min_sent_bandwidth": 310,
                     *             "max_sent_bandwidth": 1480,
                     *             "avg_sent_bandwidth": 1120,
                     *             "min_receive_bandwidth": 290,
                     *             "max_receive_bandwidth": 1510,
                     *             "avg_receive_bandwidth": 1090
                     *           },
                     *           "connection_check": {
                     *             "browser": {
                     *               "status": "ok",
                     *               "detail": null
                     *             },
                     *             "camera": {
                     *               "status": "failed",
                     *               "detail": "missing"
                     *             },
                     *             "microphone": {
                     *               "status": "ok",
                     *               "detail": null
                     *             },
                     *             "speaker": {
                     *               "status": "untested",
                     *               "detail": null
                     *             },
                     *             "reachability": {
                     *               "status": "ok",
                     *               "detail": null,
                     *               "paths": [
                     *                 {
                     *                   "way": "websocket",
                     *                   "status": "ok"
                     *                 },
                     *                 {
                     *                   "way": "long-polling",
                     *                   "status": "ok"
                     *                 },
                     *                 {
                     *                   "way": "direct",
                     *                   "status": "ok"
                     *                 },
                     *                 {
                     *                   "way": "turn-udp",
                     *                   "status": "ok"
                     *                 }
                     *               ]
                     *             },
                     *             "bandwidth": {
                     *               "status": "warning",
                     *               "detail": "weak",
                     *               "up": 290,
                     *               "down": 1740
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SessionSummary"];
                };
            };
            /** @description The session was cancelled; or: The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveStripeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "client_name": "Portal",
                 *       "ownerId": "01a20592-58ea-7054-a926-830583fcf532",
                 *       "scope": [
                 *         "team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770]"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewClient"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clientId": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "secret": "shown-this-once",
                     *       "client_name": "Portal",
                     *       "ownerId": "01a20592-58ea-7054-a926-830583fcf532",
                     *       "scope": [
                     *         "team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770]"
                     *       ],
                     *       "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "createdAt": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Harbour Booking",
                 *       "homePage": "https://booking.example",
                 *       "redirectEndpoint": "https://booking.example/oauth/callback"
                 *     }
                 */
                "application/json": components["schemas"]["NewApplication"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "appId": "9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70",
                     *       "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "name": "Harbour Booking",
                     *       "homePage": "https://booking.example",
                     *       "redirectEndpoint": "https://booking.example/oauth/callback",
                     *       "image": null,
                     *       "description": null,
                     *       "createdAt": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Application"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTeamClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "client_name": "Practice software"
                 *     }
                 */
                "application/json": components["schemas"]["NewTeamClient"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clientId": "4f1c7d3a-8f3c-4d0b-8a53-1b1d7f2e9c44",
                     *       "secret": "shown-this-once",
                     *       "client_name": "Portal",
                     *       "ownerId": "01a20592-58ea-7054-a926-830583fcf532",
                     *       "scope": [
                     *         "team_api[01a20593-1f3c-7e9a-8b1d-5f0c2a4be770]"
                     *       ],
                     *       "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "createdAt": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Client"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "phone": "+61 2 5550 1234",
                     *       "email": "front-desk@harbour.example"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+61 2 5550 1234",
                 *       "email": "front-desk@harbour.example"
                 *     }
                 */
                "application/json": components["schemas"]["Contact"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "phone": "+61 2 5550 1234",
                     *       "email": "front-desk@harbour.example"
                     *     }
                     */
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFrameOrigins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "frame_origins": [
                     *         "https://portal.example",
                     *         "http://localhost:5173"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FrameOrigins"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setFrameOrigins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frame_origins": [
                 *         "https://portal.example",
                 *         "http://localhost:5173"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["FrameOrigins"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "frame_origins": [
                     *         "https://portal.example",
                     *         "http://localhost:5173"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FrameOrigins"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGrants: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                after?: string;
                /** @description How many one page has at most: 100 when it is not given, never more than 1000. */
                limit?: number;
            };
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [],
                     *       "next": null,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["GrantPage"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                grantId: string;
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "opens_before_minutes": 15
                     *     }
                     */
                    "application/json": components["schemas"]["Opening"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setOpening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "opens_before_minutes": 15
                 *     }
                 */
                "application/json": components["schemas"]["Opening"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "opens_before_minutes": 15
                     *     }
                     */
                    "application/json": components["schemas"]["Opening"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessions_days": 365,
                     *       "names_days": 365,
                     *       "summaries_days": 365,
                     *       "checks_days": 30,
                     *       "webhook_log_days": 30,
                     *       "inherited": [
                     *         "names_days",
                     *         "summaries_days",
                     *         "webhook_log_days"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setRetention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        /** @description In days after the end of a session; null keeps it for ever. What is not given is as the service has it. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sessions_days": 365,
                 *       "checks_days": 30
                 *     }
                 */
                "application/json": components["schemas"]["RetentionChange"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessions_days": 365,
                     *       "names_days": 365,
                     *       "summaries_days": 365,
                     *       "checks_days": 30,
                     *       "webhook_log_days": 30,
                     *       "inherited": [
                     *         "names_days",
                     *         "summaries_days",
                     *         "webhook_log_days"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAuthCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "clientId": "9a7c1f0e-64b8-4d0e-9a6f-2b3c4d5e6f70",
                 *       "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770"
                 *     }
                 */
                "application/json": components["schemas"]["NewAuthCode"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "q3Jx0m5bV1f8sT2wZ9dKc4Yh7Lp6RnUe"
                     *     }
                     */
                    "application/json": components["schemas"]["AuthCode"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "team_id": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "name": "Harbour Clinic",
                     *       "subdomain": "harbour",
                     *       "imageUrl": null
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ines.vega@clinic.example",
                 *       "firstName": "Ines",
                 *       "lastName": "Vega",
                 *       "password": "correct horse battery staple"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "userId": "01a20592-58ea-7054-a926-830583fcf532",
                     *       "email": "ines.vega@clinic.example",
                     *       "firstName": "Ines",
                     *       "lastName": "Vega",
                     *       "alias": null,
                     *       "imageUrl": null,
                     *       "createdAt": "2040-05-01T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Harbour Clinic",
                 *       "subdomain": "harbour"
                 *     }
                 */
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "team_id": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *       "name": "Harbour Clinic",
                     *       "subdomain": "harbour",
                     *       "imageUrl": null
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                after?: string;
                /** @description How many one page has at most: never more than 20. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [
                     *         {
                     *           "webhook_id": "01a20596-7d1e-7a52-9d3c-4c8e1b2a6f01",
                     *           "url": "https://practice.example/hooks/anteroom",
                     *           "event_types": [
                     *             "participant:join",
                     *             "call:end"
                     *           ],
                     *           "description": null,
                     *           "authentication": {
                     *             "type": "bearer"
                     *           },
                     *           "enabled": true,
                     *           "disabled_reason": null,
                     *           "created_at": "2040-05-01T12:00:00.000Z",
                     *           "last_attempt": {
                     *             "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *             "at": "2040-05-14T09:24:41.120Z",
                     *             "duration_ms": 83,
                     *             "status": 204,
                     *             "error": null
                     *           }
                     *         }
                     *       ],
                     *       "next": null,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://practice.example/hooks/anteroom",
                 *       "event_types": [
                 *         "participant:join",
                 *         "call:end"
                 *       ],
                 *       "authentication": {
                 *         "type": "bearer",
                 *         "token": "a-token-of-yours"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "webhook_id": "01a20596-7d1e-7a52-9d3c-4c8e1b2a6f01",
                     *       "url": "https://practice.example/hooks/anteroom",
                     *       "event_types": [
                     *         "participant:join",
                     *         "call:end"
                     *       ],
                     *       "description": null,
                     *       "authentication": {
                     *         "type": "bearer"
                     *       },
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "created_at": "2040-05-01T12:00:00.000Z",
                     *       "last_attempt": null,
                     *       "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookWithSecret"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "webhook_id": "01a20596-7d1e-7a52-9d3c-4c8e1b2a6f01",
                     *       "url": "https://practice.example/hooks/anteroom",
                     *       "event_types": [
                     *         "participant:join",
                     *         "call:end"
                     *       ],
                     *       "description": null,
                     *       "authentication": {
                     *         "type": "bearer"
                     *       },
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "created_at": "2040-05-01T12:00:00.000Z",
                     *       "last_attempt": {
                     *         "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *         "at": "2040-05-14T09:24:41.120Z",
                     *         "duration_ms": 83,
                     *         "status": 204,
                     *         "error": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["WebhookChange"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "webhook_id": "01a20596-7d1e-7a52-9d3c-4c8e1b2a6f01",
                     *       "url": "https://practice.example/hooks/anteroom",
                     *       "event_types": [
                     *         "participant:join",
                     *         "call:end"
                     *       ],
                     *       "description": null,
                     *       "authentication": {
                     *         "type": "bearer"
                     *       },
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "created_at": "2040-05-01T12:00:00.000Z",
                     *       "last_attempt": {
                     *         "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *         "at": "2040-05-14T09:24:41.120Z",
                     *         "duration_ms": 83,
                     *         "status": 204,
                     *         "error": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true
                     *     }
                     */
                    "application/json": components["schemas"]["Done"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description The `next` of the page before: deliveries older than this one. */
                after?: string;
                /** @description What `after` was called before. */
                before?: string;
                /** @description How many one page has at most: never more than 100. */
                limit?: number;
                state?: "pending" | "delivered" | "failed" | "dropped";
            };
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "content": [
                     *         {
                     *           "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *           "event_id": "01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33",
                     *           "type": "call:end",
                     *           "payload": {
                     *             "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *             "sessionId": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *             "callId": "01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f"
                     *           },
                     *           "state": "delivered",
                     *           "created_at": "2040-05-14T09:24:41.000Z",
                     *           "attempts": [
                     *             {
                     *               "at": "2040-05-14T09:24:41.120Z",
                     *               "duration_ms": 83,
                     *               "status": 204,
                     *               "error": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": null,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description The filter finds too little in too much; or: The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *       "event_id": "01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33",
                     *       "type": "call:end",
                     *       "payload": {
                     *         "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *         "sessionId": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *         "callId": "01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f"
                     *       },
                     *       "state": "delivered",
                     *       "created_at": "2040-05-14T09:24:41.000Z",
                     *       "attempts": [
                     *         {
                     *           "at": "2040-05-14T09:24:41.120Z",
                     *           "duration_ms": 83,
                     *           "status": 204,
                     *           "error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                delivery_id: string;
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *       "event_id": "01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33",
                     *       "type": "call:end",
                     *       "payload": {
                     *         "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *         "sessionId": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *         "callId": "01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f"
                     *       },
                     *       "state": "delivered",
                     *       "created_at": "2040-05-14T09:24:41.000Z",
                     *       "attempts": [
                     *         {
                     *           "at": "2040-05-14T09:24:41.120Z",
                     *           "duration_ms": 83,
                     *           "status": 204,
                     *           "error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": "failed",
                 *       "from": "2040-05-11T00:00:00Z",
                 *       "until": "2040-05-14T09:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "replayed": 214,
                     *       "next": null,
                     *       "more": false
                     *     }
                     */
                    "application/json": components["schemas"]["ReplayAnswer"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Events that follow this cursor are not kept any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renewWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
                     *       "previous_secret_until": "2040-05-02T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["NewSecret"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat for 24 hours. */
                "idempotency-key"?: string;
            };
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "delivery_id": "01a20597-02bb-7c11-8f0e-2d9a7b6c5e44",
                     *       "event_id": "01a20597-01f0-7b3d-a6c5-8e7f6a5b4c33",
                     *       "type": "call:end",
                     *       "payload": {
                     *         "teamId": "01a20593-1f3c-7e9a-8b1d-5f0c2a4be770",
                     *         "sessionId": "01a20594-0d6b-7c3e-b7f2-0a9d4e5c6b7a",
                     *         "callId": "01a20595-6c2a-7d4f-9e8b-1a2b3c4d5e6f"
                     *       },
                     *       "state": "delivered",
                     *       "created_at": "2040-05-14T09:24:41.000Z",
                     *       "attempts": [
                     *         {
                     *           "at": "2040-05-14T09:24:41.120Z",
                     *           "duration_ms": 83,
                     *           "status": 204,
                     *           "error": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description The request has members that cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The call needs a valid access token */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The application was not given the permission for that; or: This token may not do that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request contradicts what is there; or: The Idempotency-Key belongs to another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of a type that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The service is not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
