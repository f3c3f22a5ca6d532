import type { Participant } from '@anteroom/contract/api/participants'
import type { Config } from '../config.ts'
import { operator } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { PaymentAccounts } from '../payments/accounts.ts'
import type { Participants } from '../sessions/seats/service.ts'
import type { Sessions } from '../sessions/service.ts'
import type { Credentials, Teams } from '../teams/service.ts'
import type { Tokens } from '../tokens/service.ts'
import type { Demo } from './demo.ts'
import { readDemoFile, writeDemoFile } from './file.ts'
import { type DemoStripe, keepDemoAccount } from './payments.ts'

const demoHours = 8
const subdomain = 'demo'

type Parts = {
  config: Config
  clock: Clock
  teams: Teams
  tokens: Tokens
  sessions: Sessions
  participants: Participants
  paymentAccounts: PaymentAccounts
  /** Without it nobody has a fee. */
  standIn?: DemoStripe | null
}

/**
 * A team with a client and a session that runs, for whoever starts the server to look at it. Made when the
 * database is empty, and kept up afterwards; null where somebody uses the database for teams of their own.
 * `hasNewSecrets`: the secrets were lost with `demo.json`, and others took their place.
 */
export async function prepareDemo(parts: Parts) {
  const { config, clock, teams, tokens, sessions, participants, paymentAccounts, standIn } = parts
  const before = await readDemoFile(config.dataDir)
  const knownTeamId = (await teams.findByName(subdomain))?.teamId ?? null
  if (!knownTeamId && (await teams.hasAny())) return null
  const teamId = knownTeamId ?? (await makeTeam(teams))

  async function keepOrRenew(known: Credentials | null, client: { teamId: string | null; name: string }) {
    const works = known && (await tokens.authenticate(known.clientId, known.secret))?.teamId === client.teamId
    return works ? known : teams.renewClient(client)
  }
  const known = before && { clientId: before.client_id, secret: before.client_secret }
  const client = await keepOrRenew(known, { teamId, name: 'Demo client' })
  const knownSystem = before && { clientId: before.system_client_id, secret: before.system_client_secret }
  const system = config.systemClient ?? (await keepOrRenew(knownSystem, { teamId: null, name: 'system' }))

  const caller = { ...operator, clientId: client.clientId, userId: client.clientId, teamId, isSystem: false }
  const payer = standIn ? payingGuest(await keepDemoAccount(paymentAccounts, caller)) : null
  const now = clock.now()
  const end = new Date(now.getTime() + demoHours * 3_600_000)
  const running = before && (await sessions.findRunning(caller, before.session_id))
  const session =
    running ??
    (await sessions.book(caller, {
      session_name: 'Demo consultation',
      start_time: now.toISOString(),
      end_time: end.toISOString(),
      participants: [
        { display_name: 'Dr Robin Hale', role: 'host' },
        { display_name: 'Sam Rivers', role: 'guest' },
        ...(payer ? [payer] : []),
      ],
    }))

  /** The link that somebody may have handed on already: their role may have changed, and others may have come. */
  const linkOf = (handedOn: string | undefined, isMeant: (seat: Participant) => boolean) => {
    const seats = session.participants
    return (seats.find(({ entry_url }) => entry_url === handedOn) ?? seats.find(isMeant))?.entry_url
  }
  const payingUrl =
    payer &&
    (linkOf(before?.paying_guest_url, ({ fee }) => fee !== null) ??
      (await participants.add(caller, session.session_id, payer)).entry_url)
  const demo: Demo = {
    api_url: `${config.publicUrl}/v1`,
    client_id: client.clientId,
    client_secret: client.secret,
    system_client_id: system.clientId,
    system_client_secret: system.secret,
    team_id: teamId,
    session_id: session.session_id,
    host_url: linkOf(before?.host_url, ({ role }) => role === 'HOST') ?? '',
    guest_url: linkOf(before?.guest_url, ({ role, fee }) => role === 'GUEST' && fee === null) ?? '',
    ...(standIn && payingUrl ? { paying_guest_url: payingUrl, stripe_stand_in_url: standIn.url } : {}),
  }
  await writeDemoFile(config.dataDir, demo)
  return { demo, hasNewSecrets: knownTeamId !== null && client.secret !== known?.secret, until: session.end_time }
}

async function makeTeam(teams: Teams): Promise<string> {
  const { teamId } = await teams.create(operator, { name: 'Demo clinic', subdomain })
  // A number that nobody has: it is kept for stories.
  await teams.setContact(operator, teamId, { phone: '+61 2 5550 1234', email: 'front-desk@demo.example' })
  return teamId
}

/** Money for a real account is asked of nobody here, whatever accounts the team has been given besides. */
const payingGuest = (account: string) => ({
  display_name: 'Alex Moreno',
  role: 'guest',
  fee: JSON.stringify({ amount: 5000, currency: 'aud', description: 'Initial consultation', account }),
})
