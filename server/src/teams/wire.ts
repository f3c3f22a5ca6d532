import { parseOrigin } from '@anteroom/contract/api/formats'
import type { Application, Client, Team } from '@anteroom/contract/api/teams'
import { printDate } from '@anteroom/contract/dates'

type TeamRow = { team_id: string; name: string; subdomain: string; image_url: string | null }

export function teamToWire({ team_id, name, subdomain, image_url }: TeamRow): Team {
  return { team_id, teamId: team_id, name, subdomain, imageUrl: image_url }
}

/** As browsers compare them, each once. */
export function originsOf(texts: readonly string[] | null): string[] | null {
  return texts && [...new Set(texts.flatMap((text) => parseOrigin(text) ?? []))]
}

type ClientRow = { client_id: string; team_id: string; owner_id: string | null; name: string; created_at: Date }

export function clientToWire(row: ClientRow, secret: string | null): Client {
  return {
    clientId: row.client_id,
    secret,
    client_name: row.name,
    ownerId: row.owner_id,
    scope: [`team_api[${row.team_id}]`],
    teamId: row.team_id,
    createdAt: printDate(row.created_at),
  }
}

type ApplicationRow = {
  app_id: string
  team_id: string
  name: string
  home_page: string
  redirect_endpoint: string
  image: string | null
  description: string | null
  created_at: Date
}

export function applicationToWire(row: ApplicationRow): Application {
  return {
    appId: row.app_id,
    teamId: row.team_id,
    name: row.name,
    homePage: row.home_page,
    redirectEndpoint: row.redirect_endpoint,
    image: row.image,
    description: row.description,
    createdAt: printDate(row.created_at),
  }
}
