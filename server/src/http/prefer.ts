import type { FastifyRequest } from 'fastify'

/** Whether a request asks for that in its header `Prefer` (RFC 7240 2); what follows a preference with `;` says nothing here. */
export function prefers({ headers: { prefer } }: FastifyRequest, name: string, value: string): boolean {
  const said = [prefer ?? []].flat().join(',').slice(0, 1_000)
  return said.split(',').some((one) => {
    const [preference = ''] = one.split(';', 1)
    const [given = '', wanted = ''] = preference.split('=', 2).map((part) => part.trim().toLowerCase())
    return given === name && wanted.replaceAll('"', '') === value
  })
}
