import type { LaterWords } from '../../words.ts'

export const zhHansStage: LaterWords['stage'] = {
  pin: '保持放大',
  unpin: '取消放大',
  pinned: (name) => `${name} 的画面将保持放大。`,
  unpinned: '画面重新自动排列。',
  of: (action, name) => `${action}：${name}`,
  showWhole: '显示完整画面',
  fillScreen: '填满屏幕',
  pictureInPicture: '在其他程序上方显示小窗口',
  leavePictureInPicture: '回到通话',
  pictureInPictureFailed: '小窗口未能打开，请重试。',
  ownPicture: '我的画面',
  hideSelf: '隐藏我的画面',
  selfHidden: '您看不到自己的画面，其他人仍能看到您。',
  showSelf: '显示我自己的画面',
  moveSelf: '将我的画面移到下一个角落',
  ownWeak: '您的连接较弱。',
  ownWeakText: '关闭视频后，其他人能听得更清楚。',
  screenComing: (name) => `马上会显示${name}的屏幕…`,
  shortcuts: '键盘快捷键',
  shortcutsOn: '使用单个按键作为快捷键',
  shortcutsHint: '您打字时不起作用。',
  keyGroups: { own: '您自己', panels: '面板', view: '视图' },
  keys: {
    microphone: '打开或关闭麦克风',
    camera: '打开或关闭摄像头',
    hand: '举手或放下手',
    people: '人员',
    waiting: '候诊室',
    layout: '切换布局',
    fullScreen: '全屏',
    list: '键盘快捷键',
  },
}

export const zhHansCaptions: LaterWords['captions'] = {
  title: '字幕',
  hint: '根据您听到的内容在本设备上生成。声音不会离开本设备，也不会保存任何内容。',
  unavailable: '此浏览器无法在本设备上生成字幕。电脑上的 Chrome 或 Edge 可以。',
  listening: '其他人说的话会显示在这里。',
  fetching: '您的浏览器正在下载字幕所需的内容，只需一次。',
  off: '关闭字幕',
}

/** The words of the safety code. */
export const zhHansSafety: LaterWords['safety'] = {
  button: '安全码',
  title: (name) => `与 ${name} 的安全码`,
  text: (name) => `请互相读出：如果 ${name} 看到的数字相同，就没有人在你们之间偷听或偷看。`,
  differs: '如果数字不同，请结束通话并改用其他方式联系。',
  none: '你们相互连接后才有安全码。',
}
