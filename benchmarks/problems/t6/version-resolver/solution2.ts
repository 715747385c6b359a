export type Needs = { [name: string]: [lowest: number, highest: number] }
export type Release = { name: string; version: number; needs: Needs }

type Choice = { [name: string]: number }

/** Adds only what is needed, one open need at a time, and compares all the choices found. */
export function resolve(available: Release[], wanted: Needs): Choice | null {
  const found: Choice[] = []
  const extend = (choice: Choice, open: [name: string, limits: [number, number]][]): void => {
    const [need, ...others] = open
    if (!need) {
      found.push(choice)
      return
    }
    const [name, [lowest, highest]] = need
    const fits = (version: number) => lowest <= version && version <= highest
    const old = choice[name]
    if (old !== undefined) {
      if (fits(old)) extend(choice, others)
      return
    }
    for (const release of available)
      if (release.name === name && fits(release.version))
        extend({ ...choice, [name]: release.version }, [
          ...others,
          ...Object.entries(release.needs),
        ])
  }
  extend({}, Object.entries(wanted))
  const names = [...new Set(found.flatMap((choice) => Object.keys(choice)))].sort()
  const isBetter = (a: Choice, b: Choice) => {
    const name = names.find((one) => a[one] !== b[one])
    return name !== undefined && (a[name] ?? 0) > (b[name] ?? 0)
  }
  return found.reduce<Choice | null>(
    (best, choice) => (!best || isBetter(choice, best) ? choice : best),
    null,
  )
}
