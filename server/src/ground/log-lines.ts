type Line = { level: 'debug' | 'info' | 'warn' | 'error'; says: string }

/**
 * All that the server writes into its log: codes that stay, for filters, with a sentence for people. docs/logs.md has them
 * with what to do. Whatever a library writes there by itself has the code `library`.
 */
export const logLines = {
  'running-as-root': {
    level: 'warn',
    says: 'The server runs as root, so a mistake in it can harm the whole machine. Give it a user of its own.',
  },
  started: { level: 'info', says: 'The server has started.' },
  closing: { level: 'info', says: 'The server is closing.' },
  'closing-failed': { level: 'error', says: 'The server could not close properly, and has ended.' },
  'closing-too-slow': {
    level: 'error',
    says: 'Closing takes too long, as it does when the database does not answer. The server ends without waiting for the rest.',
  },
  'uncaught-exception': { level: 'error', says: 'An error reached the top of the program. The server goes on.' },
  'unhandled-rejection': { level: 'error', says: 'A promise failed and nobody waited for it. The server goes on.' },

  'payments-not-asked': {
    level: 'error',
    says: 'It could not be asked what became of payments that are open.',
  },
  'payment-not-asked': {
    level: 'warn',
    says: 'The payment provider did not answer, or not as it should. It is asked again by itself, and nothing is done twice.',
  },

  'database-elsewhere': {
    level: 'info',
    says: 'The embedded database lies outside of the data folder, where the user that it runs as can reach it.',
  },
  'database-taken-over': { level: 'info', says: 'The embedded database of an earlier server still runs and is used.' },
  'database-restarted': { level: 'error', says: 'The embedded database had ended and was started again.' },
  'database-not-restarted': {
    level: 'error',
    says: 'The embedded database has ended and cannot be started. The server keeps trying.',
  },
  'database-not-encrypted': {
    level: 'warn',
    says: 'The connection to the database can be read on its way. Add sslmode=verify-full to DATABASE_URL.',
  },
  'database-newer': {
    level: 'warn',
    says: 'A newer version has changed the database. This one works with it all the same.',
  },
  'database-not-confirmed': {
    level: 'warn',
    says: 'This database may be a copy, or was moved. Until somebody says which, no webhooks are sent and no payments are made: npm run admin -- database.',
  },
  'database-confirmed': { level: 'info', says: 'Webhooks and payments go on with this database.' },
  'database-place-unknown': {
    level: 'error',
    says: 'It could not be read whether this database is the one that was used before.',
  },
  'database-away': {
    level: 'error',
    says: 'The database does not answer. Calls go on; everything else waits until it does.',
  },
  'database-back': { level: 'info', says: 'The database answers again.' },
  'database-clock-set': { level: 'warn', says: 'The clock of the database was set to another time.' },
  'service-not-measured': {
    level: 'error',
    says: 'What concerns the whole service could not be read for the metrics. The process tells what it knows by itself.',
  },
  'not-ready': { level: 'warn', says: 'The server said that it is not ready, because the database does not answer.' },

  'request-answered': { level: 'debug', says: 'A request was answered.' },
  'connection-rated': { level: 'info', says: 'Somebody has said at the exit how their connection was.' },
  'request-done': { level: 'info', says: 'A client has changed something, or got or gave back a token.' },
  'request-refused': { level: 'info', says: 'Somebody was refused what they asked for.' },
  'refusals-not-told': {
    level: 'warn',
    says: 'More was refused to strangers than there are lines for. Nothing else is the matter with it.',
  },
  'request-failed': { level: 'error', says: 'A request failed because of a mistake in the server.' },
  'request-put-off': {
    level: 'warn',
    says: 'A request could not be served for the moment, and the client was told to try again.',
  },
  'page-put-off': { level: 'debug', says: 'A page of the room could not be made for the moment.' },

  'event-refused': { level: 'info', says: 'A page in the room asked for something that the room never asks for.' },
  'event-failed': {
    level: 'error',
    says: 'A request of a page in the room failed because of a mistake in the server.',
  },
  'page-too-slow': { level: 'warn', says: 'A page did not read what it was sent, and was disconnected.' },
  'page-not-connected': { level: 'error', says: 'A page could not be connected to its session. It tries again.' },
  'page-left-unseen': {
    level: 'error',
    says: 'A page has gone and this could not be stored. It is noticed a little later.',
  },
  'session-not-shown': {
    level: 'error',
    says: 'A change in a session could not be shown to its pages. It is shown a little later.',
  },
  'sessions-not-looked-at': { level: 'error', says: 'Sessions could not be looked at for changes that were missed.' },
  'session-not-seen-to': {
    level: 'error',
    says: 'Work that is due in one session could not be done. Other sessions are not affected.',
  },
  'pages-not-claimed': {
    level: 'error',
    says: 'This process could not say which pages are connected to it. It says so again in a moment.',
  },
  'ticking-failed': {
    level: 'error',
    says: 'Work that is due in sessions could not be done. It is tried again in a moment.',
  },
  'others-not-reached': { level: 'error', says: 'The other server processes cannot be reached.' },
  'others-not-told': {
    level: 'error',
    says: 'The other server processes could not be told that this one ends. They notice by themselves.',
  },

  'limits-counted-alone': {
    level: 'warn',
    says: 'Processes cannot share how much each caller has used. Each counts for itself until the database is back.',
  },
  'blocks-not-closed': {
    level: 'error',
    says: 'Lists of sessions could not be put in order, and get slower as they grow.',
  },

  'job-failed': { level: 'error', says: 'A piece of background work failed. It is tried again, up to a limit.' },
  'job-not-given-back': {
    level: 'error',
    says: 'A piece of background work failed and could not be put back. It is tried again when its time is over.',
  },
  'jobs-not-looked-for': { level: 'error', says: 'The server could not look for background work.' },
  'job-queue-failed': { level: 'error', says: 'The queue of background work has failed.' },
  'job-queue-warning': { level: 'warn', says: 'The queue of background work has a warning.' },
  'events-not-handed-on': { level: 'error', says: 'Events could not be handed on to webhooks. It is tried again.' },
  'deliveries-not-forgotten': { level: 'error', says: 'Old deliveries of webhooks could not be deleted.' },
  'demo-payments-missing': {
    level: 'warn',
    says: 'The stand-in of Stripe could not start, so the demo has no guest with a fee.',
  },
  'demo-payments-lost': { level: 'warn', says: 'What the stand-in of Stripe has kept last could not be written.' },
  'payment-webhook-left': {
    level: 'warn',
    says: 'A webhook that is not needed any more could not be removed at Stripe. What comes by it is refused.',
  },
  'payment-notice-refused': {
    level: 'debug',
    says: 'A webhook of Stripe was refused: its signature is wrong or too old, or there is no such payment account.',
  },

  'value-not-readable': {
    level: 'error',
    says: 'A sealed value in the database does not open. It is missing wherever it should be shown.',
  },
  'rows-not-sealed': {
    level: 'error',
    says: 'Rows from before sealing could not be sealed. It is tried again in an hour.',
  },
  'links-not-made': { level: 'error', says: 'Seats of an older version could not be given links of their own.' },
  'old-not-forgotten': {
    level: 'error',
    says: 'Old tokens, sign-ins and answers could not be deleted. It is tried again.',
  },
  'due-not-erased': {
    level: 'warn',
    says: 'Data that is old enough to be erased could not be erased. It is tried again.',
  },
  'erasing-waits': {
    level: 'info',
    says: 'Nothing old is erased yet, as the service is new, was off for a week, or its clock was set. It begins after two steady days.',
  },
  'erasing-stopped': {
    level: 'error',
    says: 'The service was off for a week or its clock was set, so nothing old is erased for two days.',
  },
  'call-for-days': { level: 'warn', says: 'A call has been going on for days, so its session is not erased.' },

  'audit-not-written': { level: 'error', says: 'Entries of the audit log could not be written. It is tried again.' },
  'audit-not-sealed': { level: 'error', says: 'Entries of the audit log could not be added to its chain.' },
  'audit-end-lost': {
    level: 'error',
    says: 'The last entries of the audit log could not be written before the server ended.',
  },
  'audit-not-cut': { level: 'warn', says: 'Old entries of the audit log could not be deleted. It is tried again.' },
  'audit-unproven': { level: 'error', says: 'The audit log has entries that the service did not write.' },
  'audit-broken': { level: 'error', says: 'The audit log was tampered with: this entry is gone or was changed.' },
  'audit-checkpoint': { level: 'info', says: 'The chain of the audit log ends here.' },
  'audit-checkpoint-missing': {
    level: 'warn',
    says: 'The checkpoints of the audit log could not be logged. It is tried again.',
  },
} as const satisfies Record<string, Line>

export type LogCode = keyof typeof logLines

/** Codes of lines that are errors. */
export type ErrorCode = { [Code in LogCode]: (typeof logLines)[Code]['level'] extends 'error' ? Code : never }[LogCode]
