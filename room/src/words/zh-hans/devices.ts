import type { Words } from '../words.ts'

export const zhHansDevices: Words['devices'] = {
  microphone: '麦克风',
  level: '您的麦克风音量',
  saySomething: '请说句话：音量条会动。',
  heard: '您的麦克风工作正常。',
  micOff: '您的麦克风已关闭。',
  micAsking: '浏览器可能会询问是否使用麦克风：请选择“允许”。',
  cameraOff: '您的摄像头已关闭',
  cameraAsking: '您的摄像头正在启动……',
  cameraAskingText: '浏览器可能会询问：请选择“允许”。',
  blurStarting: '正在虚化您的背景……',
  preview: '您的画面，如同照镜子',
}
