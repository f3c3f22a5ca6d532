import type { Words } from '../words.ts'

export const zhHansResilience: Words['resilience'] = {
  videoPaused: '连接较弱，视频已暂停',
  videoPausedOf: (name) => `由于连接较弱，${name} 的视频已暂停。`,
  interrupted: '暂时中断',
  interruptedOf: (name) => `${name} 暂时中断。`,
}
