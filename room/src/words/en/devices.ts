export const enDevices = {
  microphone: 'Microphone',
  level: 'How loud your microphone is',
  saySomething: 'Say something: the bar moves.',
  heard: 'Your microphone works.',
  micOff: 'Your microphone is off.',
  micAsking: 'Your browser may ask for your microphone: please select “Allow”.',
  cameraOff: 'Your camera is off',
  cameraAsking: 'Your camera is starting…',
  cameraAskingText: 'Your browser may ask for it: please select “Allow”.',
  blurStarting: 'Your background is being blurred…',
  preview: 'Your picture, as in a mirror',
}
