import { type Static, Type } from 'typebox'

export const Team = Type.Object({
  team_id: Type.String(),
  teamId: Type.String({ description: 'The same; newer clients read it by this name.' }),
  name: Type.String(),
  subdomain: Type.String(),
})
export type Team = Static<typeof Team>
