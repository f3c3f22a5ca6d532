import type { Words } from '../words.ts'

export const zhHansCaptions: Words['captions'] = {
  title: '字幕',
  hint: '根据您听到的内容在本设备上生成。声音不会离开本设备，也不会保存任何内容。',
  unavailable: '此浏览器无法在本设备上生成字幕。电脑上的 Chrome 或 Edge 可以。',
  listening: '其他人说的话会显示在这里。',
  fetching: '您的浏览器正在下载字幕所需的内容，只需一次。',
  off: '关闭字幕',
}
