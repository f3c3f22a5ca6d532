import { expect, test } from 'vitest'
import { bindingRequest, lengthOf, readAnswer } from './stun.ts'

/** The transaction of the answers in RFC 5769, of which these are. */
const transaction = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex')

function askedFor(): Buffer {
  const request = bindingRequest()
  transaction.copy(request, 8)
  return request
}

const software = '8022000b7465737420766563746f7220'

test('the address in an answer is read, of either family', () => {
  const ofFour = `0101001c2112a442${transaction.toString('hex')}${software}002000080001a147e112a643`
  expect(readAnswer(Buffer.from(ofFour, 'hex'), askedFor())).toMatchObject({ isSuccess: true, mapped: '192.0.2.1' })
  const ofSix = `010100282112a442${transaction.toString('hex')}${software}002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9`
  expect(readAnswer(Buffer.from(ofSix, 'hex'), askedFor())).toMatchObject({
    isSuccess: true,
    mapped: '2001:db8:1234:5678:11:2233:4455:6677',
  })
})

test('a refusal has its code, and what the next request needs', () => {
  const attributes = '0009001000000401556e617574686f72697a6564001400046b65797300150003616263ff'
  const refusal = `0113${(attributes.length / 2).toString(16).padStart(4, '0')}2112a442${transaction.toString('hex')}${attributes}`
  expect(readAnswer(Buffer.from(refusal, 'hex'), askedFor())).toMatchObject({
    isSuccess: false,
    code: 401,
    realm: 'keys',
    nonce: 'abc',
  })
})

test('what is no answer to the request, is cut off, or is no message at all, is none', () => {
  const request = askedFor()
  const other = Buffer.from(`010100002112a442${'00'.repeat(12)}`, 'hex')
  const cut = Buffer.from(`0101000c2112a442${transaction.toString('hex')}0020`, 'hex')
  for (const bytes of [other, cut, Buffer.from('HTTP/1.1 400 Bad Request'), Buffer.alloc(0)]) {
    expect(readAnswer(bytes, request)).toBeNull()
  }
  expect(lengthOf(Buffer.alloc(19))).toBeNull()
})
