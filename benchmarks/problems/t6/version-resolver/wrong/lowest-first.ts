export type Needs = { [name: string]: [lowest: number, highest: number] }
export type Release = { name: string; version: number; needs: Needs }

export function resolve(available: Release[], wanted: Needs): { [name: string]: number } | null {
  const names = [...new Set(available.map(({ name }) => name))].sort()
  const isMet = (needs: Needs, chosen: Release[]) =>
    Object.entries(needs).every(([name, [lowest, highest]]) =>
      chosen.some((it) => it.name === name && it.version >= lowest && it.version <= highest),
    )
  const isLean = (chosen: Release[]) => {
    const needed = new Set(Object.keys(wanted))
    // The set grows while it is gone through.
    for (const name of needed)
      for (const other of Object.keys(chosen.find((it) => it.name === name)!.needs))
        needed.add(other)
    return chosen.every(({ name }) => needed.has(name))
  }
  const search = (at: number, chosen: Release[]): Release[] | null => {
    const name = names[at]
    if (name === undefined) {
      const isComplete = isMet(wanted, chosen) && chosen.every(({ needs }) => isMet(needs, chosen))
      return isComplete && isLean(chosen) ? chosen : null
    }
    const versions = available
      .filter((it) => it.name === name)
      .sort((a, b) => a.version - b.version)
    for (const release of versions) {
      const result = search(at + 1, [...chosen, release])
      if (result) return result
    }
    return search(at + 1, chosen)
  }
  const chosen = search(0, [])
  return chosen && Object.fromEntries(chosen.map(({ name, version }) => [name, version]))
}
