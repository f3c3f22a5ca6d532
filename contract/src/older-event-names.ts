/**
 * What events of the door were called before it had a family of its own. Pages that were loaded before an update go on to
 * say these, and a server of before understands nothing else; of two, the first is what it is asked by.
 */
export const olderEventNames = {
  'call:let-in': 'door:let-in',
  'call:lock': 'door:lock',
  'call:return-to-waiting': 'door:send-back',
  'waiting:admit': 'door:let-in',
  'waiting:admit-all': 'door:let-all-in',
  'waiting:knock': 'door:knock',
  'waiting:message': 'door:write',
  'waiting:turn-away': 'door:turn-away',
} as const
