import { type Static, Type } from 'typebox'

/** What `demo.json` says, for scripts. */
export const Demo = Type.Object({
  api_url: Type.String(),
  client_id: Type.String(),
  client_secret: Type.String(),
  system_client_id: Type.String(),
  system_client_secret: Type.String(),
  team_id: Type.String(),
  session_id: Type.String(),
  host_url: Type.String(),
  guest_url: Type.String(),
  /** A guest with a fee, and who takes it; not where the stand-in of Stripe could not start. */
  paying_guest_url: Type.Optional(Type.String()),
  stripe_stand_in_url: Type.Optional(Type.String()),
})
export type Demo = Static<typeof Demo>
