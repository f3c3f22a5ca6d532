import type { Words } from '../words.ts'

export const arDevices: Words['devices'] = {
  microphone: 'الميكروفون',
  level: 'مستوى صوت الميكروفون لديك',
  saySomething: 'جرّب قول شيء: سيتحرك الشريط.',
  heard: 'الميكروفون لديك يعمل.',
  micOff: 'الميكروفون لديك متوقف.',
  micAsking: 'قد يطلب متصفحك الإذن باستخدام الميكروفون: يُرجى اختيار «السماح».',
  cameraOff: 'الكاميرا لديك متوقفة',
  cameraAsking: 'يجري تشغيل الكاميرا…',
  cameraAskingText: 'قد يطلب متصفحك الإذن: يُرجى اختيار «السماح».',
  blurStarting: 'يجري تمويه الخلفية…',
  preview: 'صورتك كما في المرآة',
}
