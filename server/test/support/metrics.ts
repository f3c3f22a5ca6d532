import { expect } from 'vitest'
import type { TestApp } from './app.ts'

export type Scrape = { text: string; of(series: string): number | undefined }

/** What a process tells Prometheus. */
export async function scrape(app: Pick<TestApp, 'http'>): Promise<Scrape> {
  const { statusCode, body } = await app.http.inject({ method: 'GET', url: '/metrics' })
  expect(statusCode).toBe(200)
  const series = new Map(seriesIn(body).map(({ name, labels, value }) => [`${name}${labels}`, value]))
  return { text: body, of: (name) => series.get(name) }
}

/** The lines that have values, in their parts. */
export function seriesIn(text: string) {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', labels = '', value] = /^(\w+)(\{.*\})? (\S+)$/.exec(line) ?? []
      return { name, labels, value: Number(value) }
    })
}
