/** A copy of what answers and events are made of. All of it is JSON, and that way is several times quicker than others. */
export function copyOf<One>(one: One): One {
  return JSON.parse(JSON.stringify(one)) as One
}
