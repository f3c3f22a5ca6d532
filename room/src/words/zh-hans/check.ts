import type { Words } from '../words.ts'

export const zhHansCheck: Words['check'] = {
  running: '正在检查您的连接……',

  findings: {
    'no-calls': '浏览器无法通话',
    'sound-only': '仅语音',
    'no-microphone': '没有麦克风',
    'no-devices': '没有摄像头和麦克风',
    'weak-line': '网络较弱',
    'no-relay': '无法连接中继服务器',
    'no-way': '网络可能会阻止通话',
  },
}
