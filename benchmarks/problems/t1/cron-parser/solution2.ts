export function cronField(field: string, min: number, max: number): number[] {
  const tests = field.split(',').map((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    const from = Number(match?.[1] ?? min)
    const to = Number(match?.[2] ?? match?.[1] ?? max)
    const step = Number(match?.[3] ?? 1)
    return (n: number) => n >= from && n <= to && (n - from) % step === 0
  })
  return Array.from({ length: max - min + 1 }, (_, i) => min + i).filter((n) =>
    tests.some((test) => test(n)),
  )
}
