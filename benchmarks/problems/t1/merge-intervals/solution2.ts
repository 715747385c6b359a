export function mergeIntervals(intervals: [number, number][]): [number, number][] {
  let merged: [number, number][] = []
  for (const [start, end] of intervals) {
    const apart = merged.filter(([s, e]) => e < start || s > end)
    const near = merged.filter(([s, e]) => e >= start && s <= end)
    merged = [
      ...apart,
      [Math.min(start, ...near.map(([s]) => s)), Math.max(end, ...near.map(([, e]) => e))],
    ]
  }
  return merged.sort((a, b) => a[0] - b[0])
}
