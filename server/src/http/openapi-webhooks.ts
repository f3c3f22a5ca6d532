import { webhookMessages } from '@anteroom/contract/api/webhook-messages'

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})

/** Of each delivery (Standard Webhooks). */
const headers = [
  header('webhook-id', 'The id of the event: the same however often it is delivered.'),
  header('webhook-timestamp', 'When this attempt was made, in seconds since 1970.'),
  header('webhook-signature', 'One or more signatures, separated by blanks: `v1,` and an HMAC of SHA-256 in base64.'),
]

/** What the service sends by itself (OpenAPI 3.1, 4.8.1 `webhooks`), by the type of the event. */
export const webhooks = Object.fromEntries(
  webhookMessages.map(({ type, summary, schema }) => [
    type,
    {
      post: {
        tags: ['Webhooks'],
        summary: type,
        description: summary,
        security: [],
        parameters: headers,
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { '2XX': { description: 'It has arrived. After another answer, or none, it is sent again.' } },
      },
    },
  ]),
)
