export function places(scores: (number | null)[]): number[] {
  return scores.map((own) =>
    own === null ? scores.length : scores.filter((score) => score !== null && score <= own).length,
  )
}
