export function groupDigits(n: number): string {
  return (
    String(n)
      .match(/\d{1,3}/g)
      ?.join(',') ?? ''
  )
}
