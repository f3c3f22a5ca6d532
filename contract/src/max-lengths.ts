/** The name of a person, a session or a team, an integrator's own mark, a phone number. */
export const maxNameLength = 255
/** What somebody pays for. By a name of its own, as that of a person: what the room reads alone brings no table along. */
export const maxFeeDescriptionLength = 200

/** How long texts from outside may be, in characters. It is looked at before anything reads them. */
export const maxLengths = {
  name: maxNameLength,
  url: 2048,
  /** `<group>;<name>;` and an address. */
  flag: 2200,
  colour: 100,
  /** JSON text. */
  fee: 1000,
  /** By what an integrator knows a session or a person. */
  externalId: 200,
  metadataName: 40,
  metadataValue: 500,
  /** Names and values together. */
  metadata: 8000,
  feeDescription: maxFeeDescriptionLength,
  /** A key of a payment provider, a secret of its webhooks. */
  providerKey: 255,
  date: 64,
  uuid: 36,
  /** Where a list goes on: an id, or what is no longer. */
  cursor: 36,
  /** RFC 5321 4.5.3.1.3 */
  email: 254,
  origin: 300,
  /** As people write it, with blanks and brackets. */
  phone: 40,
  /** BCP 47; the longest tag that RFC 5646 4.4.1 reckons with has 35. */
  languageTag: 64,
} as const
