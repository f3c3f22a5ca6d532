import type { words as en } from './en.ts'

/** The words of showing a screen. */
export const words: typeof en = {
  key: '共享屏幕或停止共享',
  close: '关闭',
  newTab: '在新标签页中打开',
  share: '共享',
  shareLong: '屏幕',
  stop: '停止共享',
  sharing: '您正在向其他人展示您的屏幕。',
  started: '您正在展示您的屏幕。',
  stopped: '您的屏幕已不再展示。',
  otherShares: '另一个人正在展示屏幕，您的屏幕会显示在旁边。',
  denied: '浏览器不允许共享。请在系统设置中查看浏览器是否有录制屏幕的权限。',
  framed: '嵌入此次通话的页面不允许展示您的屏幕。在单独的标签页中可以展示。',
  failed: '无法展示屏幕。请再试一次。',
}
