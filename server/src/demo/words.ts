import path from 'node:path'
import type { Demo } from './demo.ts'

type Facts = {
  demo: Demo
  publicUrl: string
  dataDir: string
  hasNewSecrets: boolean
  until: string
  location: string | null
}

/** What the terminal says once the demo runs: links to open, and commands to paste. */
export function demoWords({ demo, publicUrl, dataDir, hasNewSecrets, until, location }: Facts): string {
  const file = path.resolve(dataDir, 'demo.json')
  return [
    '',
    `  Anteroom is up at ${publicUrl}`,
    '',
    `  Host link    ${demo.host_url}`,
    `  Guest link   ${demo.guest_url}`,
    `               One consultation, open until ${new Date(until).toLocaleString('en-GB')}. Open each link in a browser of its own.`,
    ...(demo.paying_guest_url
      ? [
          '',
          `  Paying guest ${demo.paying_guest_url}`,
          '               Pays A$50.00 first, with the card 4242 4242 4242 4242. No money moves.',
        ]
      : []),
    '',
    `  API          ${demo.api_url}`,
    `               To read and to try: ${demo.api_url}/docs`,
    '    A token:',
    `      TOKEN=$(curl -s -u ${demo.client_id}:${demo.client_secret} -d grant_type=client_credentials ${demo.api_url}/auth/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    '    The sessions:',
    `      curl -s -H "Authorization: Bearer $TOKEN" ${demo.api_url}/sessions`,
    '    A session of your own:',
    `      curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' ${demo.api_url}/sessions -d '${exampleBooking()}'`,
    '',
    `  Data         ${path.resolve(dataDir)}`,
    `               All of the above stands in ${file}, which only you can read.`,
    ...(location && !location.startsWith(path.resolve(dataDir))
      ? [`               The database itself is in ${location}, where the system user that runs it can reach it.`]
      : []),
    ...(hasNewSecrets
      ? ['               The file was lost, so the demo clients have new secrets; the ones before stopped working.']
      : []),
    '',
    '',
  ].join('\n')
}

function exampleBooking(): string {
  const start = new Date()
  const end = new Date(start.getTime() + 3_600_000)
  return JSON.stringify({
    session_name: 'My first consultation',
    start_time: start.toISOString(),
    end_time: end.toISOString(),
    participants: [{ display_name: 'Dr Lee', role: 'host' }, { role: 'guest' }],
  })
}
