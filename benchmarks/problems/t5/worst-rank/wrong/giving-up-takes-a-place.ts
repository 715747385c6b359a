export function places(scores: (number | null)[]): number[] {
  return scores.map((own) =>
    own === null ? 0 : scores.filter((score) => score === null || score <= own).length,
  )
}
