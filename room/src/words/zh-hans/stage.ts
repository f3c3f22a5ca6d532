import type { Words } from '../words.ts'

export const zhHansStage: Words['stage'] = {
  selfMenu: '我的画面选项',
  frozen: '画面停住了，正在等待恢复……',
  weak: '连接较弱',
  ownGood: '您的连接已恢复良好。',
}
