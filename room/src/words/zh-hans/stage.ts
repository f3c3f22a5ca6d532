import type { Words } from '../words.ts'

export const zhHansStage: Words['stage'] = {
  pin: '保持放大',
  unpin: '取消放大',
  pinned: (name) => `${name} 的画面将保持放大。`,
  unpinned: '画面重新自动排列。',
  of: (action, name) => `${action}：${name}`,
  selfMenu: '我的画面选项',
  showWhole: '显示完整画面',
  fillScreen: '填满屏幕',
  pictureInPicture: '在其他程序上方显示小窗口',
  leavePictureInPicture: '回到通话',
  pictureInPictureFailed: '小窗口未能打开，请重试。',
  frozen: '画面停住了，正在等待恢复……',
  weak: '连接较弱',
  'very-weak': '连接很弱',
  ownGood: '您的连接已恢复良好。',
}
