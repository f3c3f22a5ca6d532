// Books a consultation and prints each person's link: node booking.ts 2040-05-14T09:00:00Z 2040-05-14T09:30:00Z
import { ApiProblem, must } from '@anteroom/client'
import { connect } from './connect.ts'

const [start_time = '', end_time = ''] = process.argv.slice(2)
try {
  const session = await must(
    connect().POST('/v1/sessions', {
      body: {
        session_name: 'Follow-up',
        start_time,
        end_time,
        participants: [
          { display_name: 'Dr Vega', role: 'host' },
          { display_name: 'Ana Lind', role: 'guest' },
        ],
      },
    }),
  )
  for (const { display_name, entry_url } of session.participants) console.log(display_name, entry_url)
} catch (error) {
  if (!(error instanceof ApiProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}
