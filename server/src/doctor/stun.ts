import { createHash, createHmac, randomBytes } from 'node:crypto'

/** The types of messages and attributes that are needed to ask for one's own address and for a relay (RFC 8489, RFC 8656). */
const types = { binding: 0x0001, allocate: 0x0003, refresh: 0x0004 } as const
const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  relayedAddress: 0x0016,
  requestedTransport: 0x0019,
  mappedAddress: 0x0020,
} as const
const magic = 0x2112a442
const udp = 17
const headerBytes = 20
const integrityBytes = 24

type Attribute = [type: number, value: Buffer]

export type Credentials = { username: string; password: string }
export type Challenge = { realm: string; nonce: string }

/** What a server has answered; addresses without ports. `code`: why not (RFC 8489, section 14.8). */
export type StunAnswer = {
  isSuccess: boolean
  code: number | null
  realm: string | null
  nonce: string | null
  mapped: string | null
  relayed: string | null
}

/** Asks by which address one is seen. */
export const bindingRequest = () => message(types.binding, [])

/** Asks for a relay; without credentials the server says of which realm they must be. */
export const allocateRequest = (signing?: Credentials & Challenge) =>
  message(types.allocate, [[attributes.requestedTransport, Buffer.from([udp, 0, 0, 0])]], signing)

/** Gives a relay back. */
export const releaseRequest = (signing: Credentials & Challenge) =>
  message(types.refresh, [[attributes.lifetime, Buffer.alloc(4)]], signing)

function message(type: number, own: Attribute[], signing?: Credentials & Challenge): Buffer {
  const signed: Attribute[] = signing
    ? [
        [attributes.username, Buffer.from(signing.username)],
        [attributes.realm, Buffer.from(signing.realm)],
        [attributes.nonce, Buffer.from(signing.nonce)],
      ]
    : []
  const body = Buffer.concat([...own, ...signed].map(encode))
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16BE(type, 0)
  header.writeUInt16BE(body.length + (signing ? integrityBytes : 0), 2)
  header.writeUInt32BE(magic, 4)
  randomBytes(12).copy(header, 8)
  const whole = Buffer.concat([header, body])
  if (!signing) return whole
  const { username, realm, password } = signing
  const key = createHash('md5').update(`${username}:${realm}:${password}`).digest()
  const proof = createHmac('sha1', key).update(whole).digest()
  return Buffer.concat([whole, encode([attributes.messageIntegrity, proof])])
}

function encode([type, value]: Attribute): Buffer {
  const header = Buffer.alloc(4)
  header.writeUInt16BE(type, 0)
  header.writeUInt16BE(value.length, 2)
  return Buffer.concat([header, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

/** How many bytes the message has of which these are the first; null where they are too few to say. */
export const lengthOf = (bytes: Buffer): number | null =>
  bytes.length < headerBytes ? null : headerBytes + bytes.readUInt16BE(2)

/** Null for what is no answer to that request. */
export function readAnswer(bytes: Buffer, request: Buffer): StunAnswer | null {
  const length = lengthOf(bytes)
  if (length === null || bytes.length < length || !bytes.subarray(4, 20).equals(request.subarray(4, 20))) return null
  const found = new Map<number, Buffer>()
  for (let at = headerBytes; at + 4 <= length; ) {
    const size = bytes.readUInt16BE(at + 2)
    found.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + size))
    at += 4 + size + ((4 - (size % 4)) % 4)
  }
  const textOf = (type: number) => found.get(type)?.toString('utf8') ?? null
  const error = found.get(attributes.errorCode)
  return {
    isSuccess: (bytes.readUInt16BE(0) & 0x0110) === 0x0100,
    code: error && error.length >= 4 ? error.readUInt8(2) * 100 + error.readUInt8(3) : null,
    realm: textOf(attributes.realm),
    nonce: textOf(attributes.nonce),
    mapped: addressIn(found.get(attributes.mappedAddress), bytes),
    relayed: addressIn(found.get(attributes.relayedAddress), bytes),
  }
}

/** Addresses are mixed with the magic number and the transaction's (XOR-MAPPED-ADDRESS, RFC 8489, section 14.2). */
function addressIn(value: Buffer | undefined, bytes: Buffer): string | null {
  if (!value || value.length < 8) return null
  const plain = Buffer.from(value.subarray(4).map((byte, at) => byte ^ (bytes[4 + at] ?? 0)))
  if (value[1] === 1) return plain.subarray(0, 4).join('.')
  const groups = Array.from({ length: 8 }, (_, at) => plain.readUInt16BE(at * 2).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
