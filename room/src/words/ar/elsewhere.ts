import type { Words } from '../words.ts'
import { apart } from './forms.ts'

export const arElsewhere: Words['elsewhere'] = {
  window: 'مكالمتك مفتوحة في نافذة أخرى.',
  windowText: 'يمكنك المتابعة هنا بدلًا من ذلك.',
  device: 'مكالمتك مفتوحة على جهاز آخر.',
  deviceText: 'سيطلب جهازك الآخر موافقتك.',
  unsure: 'هذا الرابط مفتوح بالفعل.',
  unsureText:
    'ملفات تعريف الارتباط معطّلة في هذا المتصفح، لذا لا نعرف إن كان مفتوحًا هنا. عند انضمامك ستدخل فور إغلاق الصفحة الأخرى أو موافقتها.',
  opened: (name) => `فُتح على جهاز آخر رابط ${apart(name)}`,
  moves: 'تنتقل المكالمة إلى هناك عند السماح بالدخول.',
}
