import { type TSchema, Type } from 'typebox'

/** One setting: what it means for whoever reads the documents, and what it must be for whoever got it wrong. */
function setting<Schema extends TSchema>(schema: Schema, meaning: string, expects: string): Schema {
  return Object.assign(schema, { description: meaning, expects })
}

function listOf(item: string, meaning: string, expects: string) {
  return Type.Optional(setting(Type.String({ pattern: `^\\s*${item}([\\s,]+${item})*\\s*$` }), meaning, expects))
}

/** Every setting of the server. Lists are separated by commas or blanks; an empty value is the same as none. */
export const Settings = Type.Object({
  NODE_ENV: setting(
    Type.String({ pattern: '^(development|production|test)$', default: 'development' }),
    'With `production` nothing is made up: no embedded database, no demo, and what is missing is an error.',
    'development, production or test',
  ),
  HOST: setting(
    Type.String({ pattern: '^[^\\s/]+$', default: '127.0.0.1' }),
    'The address to listen on; `0.0.0.0` for all of them.',
    'an address of this machine, for example 127.0.0.1',
  ),
  PORT: setting(
    Type.Integer({ minimum: 0, maximum: 65535, default: 3000 }),
    'The port to listen on; `0` for any that is free.',
    'a number from 0 to 65535',
  ),
  PUBLIC_URL: Type.Optional(
    setting(
      Type.String({ pattern: '^https?://[^\\s/?#@]+/?$' }),
      'Where browsers reach this server; entry links begin with it. Default: from `HOST` and `PORT`. Needed in production, where it is `https`, or of this machine itself.',
      'an address without a path, for example https://video.clinic.example',
    ),
  ),
  DATA_DIR: setting(
    Type.String({ default: './data' }),
    'The folder for the embedded database, for `demo.json`, and for `master.key` where `MASTER_KEY` is not set.',
    'a folder',
  ),
  DATABASE_URL: Type.Optional(
    setting(
      Type.String({ pattern: '^postgres(ql)?://' }),
      'A PostgreSQL of your own. Default: the embedded one. Needed in production.',
      'an address such as postgres://user:password@host:5432/name',
    ),
  ),
  DRAIN_SECONDS: Type.Optional(
    setting(
      Type.Integer({ minimum: 0, maximum: 300 }),
      'How long a server that was told to end goes on answering, while `/readyz` says 503 and proxies send it nothing new. Default: `4` in production, else `0`.',
      'a number of seconds from 0 to 300',
    ),
  ),
  DATABASE_CONNECTIONS: setting(
    Type.Integer({ minimum: 8, maximum: 1_000, default: 24 }),
    'How many connections to the database each process may have, and three more. A quarter is for people in calls, an eighth for jobs, two for saying that the process lives.',
    'a number from 8 to 1000',
  ),
  DATABASE_STATEMENT_SECONDS: setting(
    Type.Integer({ minimum: 1, maximum: 3_600, default: 20 }),
    'How long the database may take for one statement, and how long a transaction may lie idle; jobs and migrations have no limit. What takes longer is answered with 503.',
    'a number from 1 to 3600',
  ),
  DATABASE_LOCK_SECONDS: setting(
    Type.Integer({ minimum: 1, maximum: 3_600, default: 5 }),
    'How long a statement may wait for a row that another transaction holds.',
    'a number from 1 to 3600',
  ),
  MASTER_KEY: Type.Optional(
    setting(
      Type.String(),
      'The key under which names and secrets are sealed in the database: 32 random bytes in base64. To replace it, a list of which the first seals and all open, each with a name before it if you like (`2030:…`). Default: the one in `master.key` in the data folder, which is made. Needed in production.',
      '32 random bytes in base64, for example from "openssl rand -base64 32", or a list of such keys',
    ),
  ),
  STUN_URLS: listOf(
    'stuns?:[^\\s,]+',
    'STUN servers that browsers may ask for their own address.',
    'a list such as stun:stun.clinic.example:3478',
  ),
  TURN_URLS: listOf(
    'turns?:[^\\s,]+',
    'TURN servers that carry the media where browsers do not reach each other.',
    'a list such as turn:turn.clinic.example?transport=udp, turns:turn.clinic.example:443?transport=tcp',
  ),
  TURN_SECRET: Type.Optional(
    setting(
      Type.String(),
      "The secret that is shared with the TURN servers (coturn's `static-auth-secret`). Needed with `TURN_URLS`.",
      'the static-auth-secret of the TURN servers',
    ),
  ),
  TURN_TTL_SECONDS: setting(
    Type.Integer({ minimum: 60, maximum: 604_800, default: 3_600 }),
    'How long the credentials for TURN are good for at most; pages that stay longer get new ones in time.',
    'a number of seconds from 60 to 604800',
  ),
  RELAY_ONLY: setting(
    Type.String({ pattern: '^(on|off)$', default: 'off' }),
    "With `on` the media of all sessions go by the TURN servers, so that people do not learn each other's addresses; the flag `session;relay-only` does so for one. Needs `TURN_URLS`.",
    'on or off',
  ),
  EXTRA_URL_SCHEMES: listOf(
    '[A-Za-z][A-Za-z0-9+.-]*',
    'Schemes besides `http` and `https` that the flags exit-url and return-url may have.',
    'a list of schemes without colons, for example clinicapp',
  ),
  FRAME_ANCESTORS: Type.Optional(
    setting(
      Type.String({ pattern: '^[^;,\\n\\r]+$' }),
      "Who may show the room in a frame, as in a Content-Security-Policy. Default: `'self' https:`, outside production also `http://localhost:*` and `http://127.0.0.1:*`. A team can allow sites of its own instead of the default; what is set here holds for all teams.",
      "sources as in frame-ancestors, separated by blanks, for example 'self' https://portal.clinic.example",
    ),
  ),
  TRUST_PROXY: listOf(
    '(true|[0-9A-Fa-f:.]+(/[0-9]+)?|loopback|linklocal|uniquelocal)',
    'Reverse proxies whose `X-Forwarded-*` headers are believed: addresses, networks, `loopback`, or `true` for whoever connects.',
    'true, or a list of addresses and networks such as 10.0.0.0/8',
  ),
  RATE_LIMIT_PER_MINUTE: setting(
    Type.Integer({ minimum: 0, maximum: 10_000_000, default: 6000 }),
    'How many requests an API client may make in a minute, an address of the token endpoint, and an address of the pages for signing in; all clients of a team together ten times as many; of wrong tokens a tenth. An answer with many participants counts as one more for each fifty. `0` for any number.',
    'a number from 0 to 10000000',
  ),
  ROOM_PAGES_PER_MINUTE: setting(
    Type.Integer({ minimum: 0, maximum: 10_000_000, default: 3000 }),
    'How many pages of the room may be opened from one address in a minute, and how many of them may connect; a link that nothing is behind counts as ten. `0` for any number.',
    'a number from 0 to 10000000',
  ),
  ROOM_PAGES_AT_ONCE: setting(
    Type.Integer({ minimum: 0, maximum: 1_000_000, default: 5000 }),
    'How many pages of the room may be connected from one address at the same time, at each process; `0` for any number.',
    'a number from 0 to 1000000',
  ),
  ROOM_EVENTS_PER_MINUTE: setting(
    Type.Integer({ minimum: 0, maximum: 10_000_000, default: 3000 }),
    'How many events the browser that has a seat may send in a minute, and all others with its entry link together: nearly all are signals between browsers, of the others a 25th. One address may send as many as forty links. `0` for any number.',
    'a number from 0 to 10000000',
  ),
  STRIPE_API_URL: setting(
    Type.String({ pattern: '^https?://[^\\s/?#@]+/?$', default: 'https://api.stripe.com' }),
    'Where Stripe is reached, for payments. Another address is for trying things out, with a stand-in.',
    'an https address without a path, or one of this machine, for example https://api.stripe.com',
  ),
  METRICS_TOKEN: Type.Optional(
    setting(
      Type.String({ pattern: '^[\\x21-\\x7e]{16,}$' }),
      'The bearer token for `GET /metrics`. Without it, `/metrics` is open outside production and off in production.',
      'at least 16 characters without blanks, for example from "openssl rand -hex 16"',
    ),
  ),
  AUDIT_LOG_DAYS: setting(
    Type.String({ pattern: '^(never|[1-9][0-9]{0,3})$', default: 'never' }),
    'For how many days the entries of the audit log are kept; `never` keeps all of them.',
    'a number of days from 1 to 3650, or never',
  ),
  RETENTION_DAYS: setting(
    Type.String({ pattern: '^(never|[1-9][0-9]{0,3})$', default: '365' }),
    'For how many days after the end of a session what it holds about people is kept, where a team does not say otherwise; `never` erases nothing by itself. [How that goes](retention.md).',
    'a number of days from 1 to 3650, or never',
  ),
  WEBHOOK_NETWORKS: listOf(
    '[0-9A-Fa-f:.]+(/[0-9]{1,3})?',
    'Private networks that webhooks may lead into all the same, also by `http`. Default: none in production, else this machine itself.',
    'a list of addresses and networks such as 10.20.0.0/16',
  ),
  FRONT_TITLE: Type.Optional(
    setting(
      Type.String({ maxLength: 200 }),
      'The heading of the page at `/`, such as the name of the clinic. Default: words for people in their language; outside production, what to do next.',
      'a line of at most 200 characters',
    ),
  ),
  FRONT_TEXT: Type.Optional(
    setting(
      Type.String({ maxLength: 2_000 }),
      'The text below it, plain. Default: that whoever has an appointment opens the link in their message.',
      'a text of at most 2000 characters',
    ),
  ),
  LOG_LEVEL: Type.Optional(
    setting(
      Type.String({ pattern: '^(fatal|error|warn|info|debug|trace|silent)$' }),
      'The least important messages that are logged. Default: `info` in production, else `warn`.',
      'fatal, error, warn, info, debug, trace or silent',
    ),
  ),
  SYSTEM_CLIENT_ID: Type.Optional(
    setting(
      Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
      'The id of the client that may set up teams and clients. Outside production one is made up.',
      'a lower-case UUID',
    ),
  ),
  SYSTEM_CLIENT_SECRET: Type.Optional(
    setting(
      Type.String({ minLength: 32, maxLength: 1000 }),
      'Its secret. A changed one replaces the one before. Needed with `SYSTEM_CLIENT_ID`.',
      '32 to 1000 characters, for example from "openssl rand -hex 32"',
    ),
  ),
  PASSWORD_GRANT: setting(
    Type.String({ pattern: '^(on|off)$', default: 'off' }),
    'With `on` clients get tokens for the name and the password of a user, too. Those then know the password: only for clients that cannot show a sign-in page.',
    'on or off',
  ),
  REFRESH_TOKEN_IDLE_DAYS: setting(
    Type.Integer({ minimum: 1, maximum: 3650, default: 90 }),
    'For how many days a refresh token is good after it was last used.',
    'a number of days from 1 to 3650',
  ),
  REFRESH_TOKEN_MAX_DAYS: setting(
    Type.Integer({ minimum: 0, maximum: 3650, default: 0 }),
    'After how many days a grant ends even when it is used; `0` for never. Published clients do not ask for another grant by themselves: somebody has to let the application in again.',
    'a number of days from 0 to 3650',
  ),
})
export type SettingName = keyof typeof Settings.properties

/** The settings as `docs/self-hosting.md` lists them. */
export const settings = Object.entries(Settings.properties).map(([name, schema]) => {
  const { default: preset, description } = schema as { default?: string | number; description?: string }
  return { name, default: preset === undefined ? null : String(preset), meaning: description ?? '' }
})
