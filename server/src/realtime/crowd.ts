/** Who is connected to this process, by what they have in common: a link, or an address. Those there first come first. */
export function createCrowd<Member>() {
  const members = new Map<string, Set<Member>>()
  return {
    /** Returns all that are there by then. */
    add(key: string, member: Member): ReadonlySet<Member> {
      const there = members.get(key) ?? new Set()
      members.set(key, there.add(member))
      return there
    },
    remove(key: string, member: Member) {
      const there = members.get(key)
      there?.delete(member)
      if (there?.size === 0) members.delete(key)
    },
    size: (key: string) => members.get(key)?.size ?? 0,
  }
}
