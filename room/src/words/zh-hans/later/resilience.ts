import type { LaterWords } from '../../words.ts'

export const zhHansResilience: LaterWords['resilience'] = {
  ownVideoPaused: '由于连接较弱，您的视频已暂停。',
  ownVideoPausedText: '其他人仍能听到您。视频会自动恢复。',
  ownInterrupted: '您的设备暂停了摄像头或麦克风。',
  ownInterruptedText: '可能有电话或其他应用正在使用。',
  resume: '恢复摄像头和声音',
  stillPaused: '仍然没有？请重新加载页面，您的位置会为您保留。',
  forgotten: '您的摄像头和麦克风已关闭。',
  forgottenText: '此页面已重新加载，浏览器不记得它们之前是否开启。',
  turnBothOn: '全部开启',
  gone: (device, now) => `${device} 已断开，现在使用：${now}。`,
  back: (device) => `${device} 已重新连接并恢复使用。`,
  notStarted: (device, still) => `${device} 无法启动，继续使用：${still}。`,
  someDevice: { microphone: '您的麦克风', camera: '您的摄像头' },
  anotherDevice: { microphone: '另一个麦克风', camera: '另一个摄像头' },
}
