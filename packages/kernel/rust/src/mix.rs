//! Federated reductions over K vectors of N floats, each one pass over memory: mean and weighted
//! sum, distances to and clipped sum around a base, trimmed mean and median per coordinate.
//! Legend: K vectors, N floats each. `vectors` is a table of K addresses; out, base (N).
//!
//! Sums go over k in order for each coordinate alone, so neither threads nor builds change the order.
//! Sorting rules: NaN in any vector makes that coordinate NaN (an honest caller refused the vector
//! long before); infinities sort as usual. K <= MOST_SORTED for trimmed mean and median.

use crate::edges::{fold_lanes, for_lanes, Lanes};
use crate::lanes::F32x4;

/// The most vectors that the sorting reductions take.
pub const MOST_SORTED: usize = 64;

/// out = sum_k weights[k] * vectors[k]. The mean is weights of 1/K; out may be one of the vectors.
#[no_mangle]
pub unsafe extern "C" fn mix_weighted_sum(
    out: *mut f32,              // (N)
    vectors: *const *const f32, // (K)
    weights: *const f32,        // (K)
    count: usize,
    begin: usize,
    end: usize,
) {
    let mut i = begin;
    while i + 16 <= end {
        let mut sums = [F32x4::splat(0.0); 4];
        for k in 0..count {
            let (x, w) = ((*vectors.add(k)).add(i), F32x4::load_splat(weights.add(k)));
            for (j, sum) in sums.iter_mut().enumerate() {
                *sum = F32x4::load(x.add(4 * j)).madd(w, *sum);
            }
        }
        for (j, sum) in sums.iter().enumerate() {
            sum.store(out.add(i + 4 * j));
        }
        i += 16;
    }
    for_lanes(end.saturating_sub(i), |j, lanes| {
        let mut sum = F32x4::splat(0.0);
        for k in 0..count {
            let x = lanes.load((*vectors.add(k)).add(i + j), 0.0);
            sum = x.madd(F32x4::load_splat(weights.add(k)), sum);
        }
        lanes.store(sum, out.add(i + j));
    });
}

/// distances[k] += sum over begin..end of (vectors[k] - base)^2: all K in one pass over base, in
/// blocks that stay in cache. The squares are summed in f32 over 1024 floats, in f64 beyond.
#[no_mangle]
pub unsafe extern "C" fn mix_distances(
    distances: *mut f64,        // (K), added to
    vectors: *const *const f32, // (K)
    base: *const f32,           // (N)
    count: usize,
    begin: usize,
    end: usize,
) {
    const BLOCK: usize = 1024;
    let mut at = begin;
    while at < end {
        let n = if end - at < BLOCK { end - at } else { BLOCK };
        for k in 0..count {
            let (x, base) = ((*vectors.add(k)).add(at), base.add(at));
            let step = |i: usize, lanes: Lanes, sum: F32x4| {
                let d = lanes.load(x.add(i), 0.0).sub(lanes.load(base.add(i), 0.0));
                d.madd(d, sum)
            };
            let sum = fold_lanes(n, F32x4::splat(0.0), step, F32x4::add);
            *distances.add(k) += sum.sum() as f64;
        }
        at += n;
    }
}

/// out = base + sum_k shares[k] * (vectors[k] - base). With shares[k] = min(1, t / distance_k) / K
/// it is one step of centred clipping; out may be base.
#[no_mangle]
pub unsafe extern "C" fn mix_clipped_sum(
    out: *mut f32,              // (N)
    vectors: *const *const f32, // (K)
    base: *const f32,           // (N)
    shares: *const f32,         // (K)
    count: usize,
    begin: usize,
    end: usize,
) {
    for_lanes(end.saturating_sub(begin), |i, lanes| {
        let i = i + begin;
        let center = lanes.load(base.add(i), 0.0);
        let mut sum = center;
        for k in 0..count {
            let d = lanes.load((*vectors.add(k)).add(i), 0.0).sub(center);
            sum = d.madd(F32x4::load_splat(shares.add(k)), sum);
        }
        lanes.store(sum, out.add(i));
    });
}

/// out = mean of what is left of each coordinate without its `trim` smallest and `trim` largest
/// values; 2 * trim < count <= 64 (else out becomes NaN).
#[no_mangle]
pub unsafe extern "C" fn mix_trimmed_mean(
    out: *mut f32,              // (N)
    vectors: *const *const f32, // (K)
    count: usize,
    trim: usize,
    begin: usize,
    end: usize,
) {
    let left = count.saturating_sub(2 * trim);
    let share = if left > 0 {
        1.0 / left as f32
    } else {
        f32::NAN
    };
    // Masks, not a shorter loop: constant bounds keep the values in registers. And masks, not zero
    // weights: a trimmed infinity times 0 would be NaN.
    let all = F32x4::splat(0.0).eq(F32x4::splat(0.0));
    let mut kept = [F32x4::splat(0.0); MOST_SORTED];
    for mask in kept.iter_mut().skip(trim).take(left) {
        *mask = all;
    }
    sorted(out, vectors, count, begin, end, |values| {
        let mut sum = F32x4::splat(0.0);
        for (value, mask) in values.iter().zip(&kept) {
            sum = sum.add(value.and(*mask));
        }
        sum.mul(F32x4::splat(share))
    });
}

/// out = median of each coordinate; the mean of the middle two where count is even.
#[no_mangle]
pub unsafe extern "C" fn mix_median(
    out: *mut f32,              // (N)
    vectors: *const *const f32, // (K)
    count: usize,
    begin: usize,
    end: usize,
) {
    sorted(out, vectors, count, begin, end, |values| {
        let (n, half) = (values.len(), F32x4::splat(0.5));
        // Halved first: the sum of two large values may overflow where their mean does not.
        if n % 2 == 1 {
            values[n / 2]
        } else {
            values[n / 2].mul(half).add(values[n / 2 - 1].mul(half))
        }
    });
}

/// Sorts four coordinates at a time with a network of min and max, and stores what `pick` makes of
/// them. The sizes that colonies have get networks in registers; others sort in memory.
#[inline(always)]
unsafe fn sorted(
    out: *mut f32,
    vectors: *const *const f32,
    count: usize,
    begin: usize,
    end: usize,
    pick: impl Fn(&[F32x4]) -> F32x4,
) {
    macro_rules! network {
        ($k:literal: $($a:literal $b:literal),*) => {
            for_lanes(end.saturating_sub(begin), |i, lanes| {
                let mut values = [F32x4::splat(0.0); $k];
                let nan = gather(&mut values, vectors, begin + i, lanes);
                $( exchange(&mut values, $a, $b); )*
                lanes.store(pick(&values).or(nan), out.add(begin + i));
            })
        };
    }
    match count {
        3 => network!(3: 0 2, 0 1, 1 2),
        4 => network!(4: 0 2, 1 3, 0 1, 2 3, 1 2),
        5 => network!(5: 0 3, 1 4, 0 2, 1 3, 0 1, 2 4, 1 2, 3 4, 2 3),
        6 => network!(6: 0 5, 1 3, 2 4, 1 2, 3 4, 0 3, 2 5, 0 1, 2 3, 4 5, 1 2, 3 4),
        7 => network!(7: 0 6, 2 3, 4 5, 0 2, 1 4, 3 6, 0 1, 2 5, 3 4, 1 2, 4 6, 2 3, 4 5, 1 2,
            3 4, 5 6),
        8 => network!(8: 0 2, 1 3, 4 6, 5 7, 0 4, 1 5, 2 6, 3 7, 0 1, 2 3, 4 5, 6 7, 2 4, 3 5,
            1 4, 3 6, 1 2, 3 4, 5 6),
        _ => for_lanes(end.saturating_sub(begin), |i, lanes| {
            let mut values = [F32x4::splat(f32::NAN); MOST_SORTED];
            if count == 0 || count > MOST_SORTED {
                lanes.store(values[0], out.add(begin + i));
                return;
            }
            let nan = gather(&mut values[..count], vectors, begin + i, lanes);
            for top in (1..count).rev() {
                for j in 0..top {
                    exchange(&mut values, j, j + 1);
                }
            }
            lanes.store(pick(&values[..count]).or(nan), out.add(begin + i));
        }),
    }
}

/// Reads one vector of coordinates from each source; returns all ones where any is NaN.
#[inline(always)]
unsafe fn gather(
    values: &mut [F32x4],
    vectors: *const *const f32,
    at: usize,
    lanes: Lanes,
) -> F32x4 {
    let mut fine = F32x4::splat(0.0).eq(F32x4::splat(0.0));
    for (k, value) in values.iter_mut().enumerate() {
        *value = lanes.load((*vectors.add(k)).add(at), 0.0);
        fine = fine.and(value.eq(*value));
    }
    fine.select(F32x4::splat(0.0), F32x4::splat(f32::NAN))
}

#[inline(always)]
fn exchange(values: &mut [F32x4], a: usize, b: usize) {
    let (x, y) = (values[a], values[b]);
    values[a] = x.pmin(y);
    values[b] = x.pmax(y);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{assert_close, Random};

    fn vectors(random: &mut Random, count: usize, n: usize, size: f32) -> Vec<Vec<f32>> {
        (0..count).map(|_| random.floats(n, size)).collect()
    }

    fn table(vectors: &[Vec<f32>]) -> Vec<*const f32> {
        vectors.iter().map(|v| v.as_ptr()).collect()
    }

    fn column(vectors: &[Vec<f32>], i: usize) -> Vec<f64> {
        let mut column: Vec<f64> = vectors.iter().map(|v| v[i] as f64).collect();
        column.sort_by(|a, b| a.partial_cmp(b).unwrap());
        column
    }

    #[test]
    fn weighted_sums_agree_with_f64_and_with_any_split() {
        let mut random = Random::new(30);
        for count in [1usize, 2, 3, 8, 11] {
            for n in [0usize, 1, 5, 16, 37, 100] {
                let xs = vectors(&mut random, count, n, 2.0);
                let w = random.floats(count, 1.0);
                let want: Vec<f64> = (0..n)
                    .map(|i| {
                        xs.iter()
                            .zip(&w)
                            .map(|(x, w)| x[i] as f64 * *w as f64)
                            .sum()
                    })
                    .collect();
                let (mut one, mut two) = (vec![9.0; n], vec![9.0; n]);
                let t = table(&xs);
                unsafe {
                    mix_weighted_sum(one.as_mut_ptr(), t.as_ptr(), w.as_ptr(), count, 0, n);
                    mix_weighted_sum(two.as_mut_ptr(), t.as_ptr(), w.as_ptr(), count, n / 3, n);
                    mix_weighted_sum(two.as_mut_ptr(), t.as_ptr(), w.as_ptr(), count, 0, n / 3);
                }
                assert_close(&one, &want, 2e-6, "sum");
                assert_eq!(one, two);
            }
        }
    }

    #[test]
    fn trimmed_mean_and_median_agree_with_sorting() {
        let mut random = Random::new(31);
        for count in 1usize..=12 {
            for n in [1usize, 4, 7, 33] {
                let mut xs = vectors(&mut random, count, n, 1.0);
                xs[0][0] = f32::INFINITY;
                let t = table(&xs);
                let mut median = vec![0.0; n];
                unsafe { mix_median(median.as_mut_ptr(), t.as_ptr(), count, 0, n) };
                for i in 0..n {
                    let c = column(&xs, i);
                    let want = (c[(count - 1) / 2] + c[count / 2]) / 2.0;
                    assert!(median[i] as f64 == want || (median[i] as f64 - want).abs() < 1e-7);
                }
                for trim in 0..=(count - 1) / 2 {
                    let mut mean = vec![0.0; n];
                    unsafe { mix_trimmed_mean(mean.as_mut_ptr(), t.as_ptr(), count, trim, 0, n) };
                    for i in 0..n {
                        let c = column(&xs, i);
                        let kept = &c[trim..count - trim];
                        let want = kept.iter().sum::<f64>() / kept.len() as f64;
                        assert!(mean[i] as f64 == want || (mean[i] as f64 - want).abs() < 1e-6);
                    }
                }
            }
        }
    }

    #[test]
    fn every_network_sorts_every_pattern_of_zeros_and_ones() {
        // The 0-1 principle: a network that sorts these sorts everything.
        for count in 3usize..=8 {
            let n = 1 << count;
            let xs: Vec<Vec<f32>> = (0..count)
                .map(|k| (0..n).map(|bits| (bits >> k & 1) as f32).collect())
                .collect();
            let (t, mut out) = (table(&xs), vec![0.0; n]);
            for trim in 0..=(count - 1) / 2 {
                unsafe { mix_trimmed_mean(out.as_mut_ptr(), t.as_ptr(), count, trim, 0, n) };
                let left = count - 2 * trim;
                for (bits, mean) in out.iter().enumerate() {
                    let ones = bits.count_ones() as usize;
                    let want = ones.saturating_sub(trim).min(left) as f32 / left as f32;
                    assert!((mean - want).abs() < 1e-6, "{count} {trim} {bits}");
                }
            }
        }
    }

    #[test]
    fn nan_spoils_its_coordinate_only_and_too_much_trimming_gives_nan() {
        for count in [2usize, 3, 8, 9] {
            let mut xs = vec![vec![1.0f32; 5]; count];
            xs[count - 1][3] = f32::NAN;
            let t = table(&xs);
            let mut out = vec![0.0; 5];
            unsafe { mix_median(out.as_mut_ptr(), t.as_ptr(), count, 0, 5) };
            assert!(out[3].is_nan() && out[2] == 1.0 && out[4] == 1.0);
            unsafe { mix_trimmed_mean(out.as_mut_ptr(), t.as_ptr(), count, (count + 1) / 2, 0, 5) };
            assert!(out.iter().all(|x| x.is_nan()));
        }
    }

    #[test]
    fn clipped_sums_move_no_further_than_their_shares() {
        let mut random = Random::new(32);
        for n in [1usize, 6, 1030, 2500] {
            let xs = vectors(&mut random, 3, n, 1.0);
            let base = random.floats(n, 1.0);
            let t = table(&xs);
            let mut distances = [0.0f64; 3];
            unsafe { mix_distances(distances.as_mut_ptr(), t.as_ptr(), base.as_ptr(), 3, 0, n) };
            for k in 0..3 {
                let d = |i: usize| xs[k][i] as f64 - base[i] as f64;
                let want: f64 = (0..n).map(|i| d(i) * d(i)).sum();
                assert!((distances[k] - want).abs() < 1e-6 * want);
            }
            let shares = [0.1f32, 0.25, 0.5];
            let mut out = vec![0.0; n];
            unsafe {
                mix_clipped_sum(
                    out.as_mut_ptr(),
                    t.as_ptr(),
                    base.as_ptr(),
                    shares.as_ptr(),
                    3,
                    0,
                    n,
                )
            };
            let want: Vec<f64> = (0..n)
                .map(|i| {
                    let b = base[i] as f64;
                    b + (0..3)
                        .map(|k| shares[k] as f64 * (xs[k][i] as f64 - b))
                        .sum::<f64>()
                })
                .collect();
            assert_close(&out, &want, 1e-6, "clipped");
        }
    }
}
