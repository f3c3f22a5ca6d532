/** Lines on a field of 24 by 24, as those of `icon.tsx`: for parts of the room that come later, which bring them along. */
export const clockIcon = { path: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.5l3.5 2' }
export const playIcon = { path: 'M8 5.5v13l10.5-6.5L8 5.5Z' }
export const bellOffIcon = { path: 'M8 6.6A6 6 0 0 1 18 11v3.5M17 18.5H4.5L6 17v-6M10 21h4M3.5 3.5l17 17' }
export const sendIcon = { path: 'M4 12 20 4.5 15.5 20l-4-6.5L4 12ZM11.5 13.5 20 4.5', turns: true }
export const attachIcon = {
  path: 'M19.5 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.6 1.6 0 0 1-2.2-2.2l7.2-7.2',
}
export const downloadIcon = { path: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 19.5h15' }
export const shieldIcon = {
  path: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.6 7 9 4.1-1.4 7-4.7 7-9V6l-7-2.5ZM8.8 12l2.3 2.3 4.2-4.4',
}
export const lockOpenIcon = {
  path: 'M6 10.5h12a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM8 10.5V7a4 4 0 0 1 7.8-1.2',
}
export const copyIcon = {
  path: 'M9 8.5h9.5a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1ZM5.5 15.5a1 1 0 0 1-1-1V4.5a1 1 0 0 1 1-1H15a1 1 0 0 1 1 1',
}
export const linkIcon = {
  path: 'M10 13.5a4 4 0 0 0 5.8.2l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10.5a4 4 0 0 0-5.8-.2l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3',
}
/** As Safari draws its menu for a page. */
export const pageMenuIcon = { path: 'M4.5 4.5h15v7.5h-15ZM9 16h10.5M9 19.5h10.5M4.5 16h.6M4.5 19.5h.6' }
export const phoneIcon = {
  path: 'M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3ZM11 18h2',
}
/** Solid, by lines that lie beside each other. */
export const pauseIcon = { path: 'M8 6v12M9 6v12M10 6v12M14 6v12M15 6v12M16 6v12' }
/** A screen, and a phone before it. */
export const devicesIcon = {
  path: 'M12 17.5H3M5 14.5V7a1 1 0 0 1 1-1h12.5M15.5 10h4a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Z',
}
export const personAddIcon = {
  path: 'M9.5 11.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM2.5 20a7 7 0 0 1 11.7-5.2M18 14v7M14.5 17.5h7',
}
export const eyeOffIcon = {
  path: 'M9.9 5.9A9.7 9.7 0 0 1 12 5.7c4.6 0 8 3.3 9.3 6.3a11 11 0 0 1-2.5 3.5M6.1 7.7A11.5 11.5 0 0 0 2.7 12c1.3 3 4.7 6.3 9.3 6.3a9.6 9.6 0 0 0 3.9-.8M10 10.2a2.8 2.8 0 0 0 3.9 3.9M3.5 3.5l17 17',
}
export const starIcon = { path: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8L12 3.5Z' }
export const receiverIcon = {
  path: 'M6.5 4h2.8l1.6 4-2 1.6a12 12 0 0 0 5.5 5.5l1.6-2 4 1.6v2.8a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 4.5 6.2 2 2 0 0 1 6.5 4Z',
}
export const letterIcon = {
  path: 'M4.5 6h15a1 1 0 0 1 1 1v10.5a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM4 7l8 6 8-6',
}
export const fullScreenIcon = {
  path: 'M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15',
}
export const cardIcon = {
  path: 'M4 5.5h16A1.5 1.5 0 0 1 21.5 7v10a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 17V7A1.5 1.5 0 0 1 4 5.5ZM2.5 9.5h19M6 14.5h4',
}
/** An arrow out of a frame: what is pressed opens beside this page. */
export const newTabIcon = {
  path: 'M13.5 4.5h6v6M19.5 4.5l-9 9M17.5 14v4.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1H10',
  turns: true,
}
