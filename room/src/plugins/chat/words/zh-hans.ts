import type { words as en } from './en.ts'

/** The words of the chat. */
export const words: typeof en = {
  key: '聊天',
  you: '您',
  someone: '有人',
  title: '聊天',
  control: '聊天',
  controlCount: (n) => (n === 0 ? '聊天' : `聊天，${n} 条新消息`),
  says: (name, text) => `${name} 写道：${text}`,
  show: '查看',

  files: {
    offers: (name, file) => `${name} 发送了文件 ${file}。`,
    savedBy: (name) => `${name} 保存了消息。`,
    savedByMe: '您已保存消息。其他人可以看到。',
  },
}
