import type { Words } from '../words.ts'

/** Help in a call: what somebody cannot do, and what a host answers with one press. */
export const zhHansHelp: Words['help'] = {
  asks: {
    hear: (name) => `${name} 听不到您`,
    see: (name) => `${name} 看不到您`,
    heard: (name) => `${name} 觉得您听不到`,
    seen: (name) => `${name} 觉得您看不到`,
    other: (name) => `${name} 需要帮助`,
  },
  microphone: { on: '麦克风已打开', off: '麦克风已关闭', failed: '麦克风有故障' },
  camera: { on: '摄像头已打开', off: '摄像头已关闭', failed: '摄像头有故障' },
}
