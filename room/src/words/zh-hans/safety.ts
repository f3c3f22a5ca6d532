import type { Words } from '../words.ts'

/** The words of the safety code. */
export const zhHansSafety: Words['safety'] = {
  button: '安全码',
  title: (name) => `与 ${name} 的安全码`,
  text: (name) => `请互相读出：如果 ${name} 看到的数字相同，就没有人在你们之间偷听或偷看。`,
  differs: '如果数字不同，请结束通话并改用其他方式联系。',
  none: '你们相互连接后才有安全码。',
}
