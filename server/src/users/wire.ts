import type { User } from '@anteroom/contract/api/users'
import { printDate } from '@anteroom/contract/dates'
import type { UserRow } from './store.ts'

export function userToWire(row: UserRow): User {
  return {
    userId: row.user_id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    alias: row.alias,
    imageUrl: row.image_url,
    createdAt: printDate(row.created_at),
  }
}
