import type { RoomState, Seat } from './state.ts'

/** Whether they came as a guest; a host in the room may have made them a host since. */
export function cameAsGuest({ role, visit }: Seat): boolean {
  return role === 'GUEST' || (role === 'HOST' && Boolean(visit?.madeHostBy))
}

/** Whether several guests come, who need not know of each other. */
export function isGroup({ seats }: RoomState): boolean {
  return seats.filter((seat) => !seat.deletedAt && cameAsGuest(seat)).length > 1
}
