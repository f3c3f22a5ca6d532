import { defaultSettings, roomSettingsOf } from '@anteroom/contract/feature-flags'
import { expect, test } from 'vitest'
import { startTestApp } from './support/app.ts'
import { openPage } from './support/page.ts'

const app = await startTestApp()

test('a session that was booked before there was a flag has what the flag is by default', async () => {
  const session = await app.book({ feature_flags: ['customisation;return-url;https://clinic.example'] })
  await app.database.pool.query(
    `update sessions set settings = jsonb_build_object('returnUrl', settings->'returnUrl') where session_id = $1`,
    [session.session_id],
  )
  const page = await openPage(app.url, session.participants[0]?.entry_url ?? '')
  expect(page.view().settings).toEqual({ ...roomSettingsOf(defaultSettings), returnUrl: 'https://clinic.example/' })
})
