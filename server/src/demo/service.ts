import type { Config } from '../config.ts'
import { operator } from '../ground/caller.ts'
import type { Clock } from '../ground/clock.ts'
import type { Sessions } from '../sessions/service.ts'
import type { Credentials, Teams } from '../teams/service.ts'
import type { Tokens } from '../tokens/service.ts'
import type { Demo } from './demo.ts'
import { readDemoFile, writeDemoFile } from './file.ts'

const demoHours = 8
const subdomain = 'demo'

type Parts = { config: Config; clock: Clock; teams: Teams; tokens: Tokens; sessions: Sessions }

/**
 * A team with a client and a session that runs, for whoever starts the server to look at it. Made when the
 * database is empty, and kept up afterwards; null where somebody uses the database for teams of their own.
 * `hasNewSecrets`: the secrets were lost with `demo.json`, and others took their place.
 */
export async function prepareDemo({ config, clock, teams, tokens, sessions }: Parts) {
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
      ],
    }))

  /** The link that somebody may have handed on already: their role may have changed, and others may have come. */
  const linkOf = (role: string, handedOn: string | undefined) => {
    const seats = session.participants
    const seat = seats.find(({ entry_url }) => entry_url === handedOn) ?? seats.find((other) => other.role === role)
    return seat?.entry_url ?? ''
  }
  const demo: Demo = {
    api_url: `${config.publicUrl}/v1`,
    client_id: client.clientId,
    client_secret: client.secret,
    system_client_id: system.clientId,
    system_client_secret: system.secret,
    team_id: teamId,
    session_id: session.session_id,
    host_url: linkOf('HOST', before?.host_url),
    guest_url: linkOf('GUEST', before?.guest_url),
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
