//! Few rows times a matrix, for decoding: y (M, N) = x (M, K) W (+ bias), M of 1 to some dozens.
//! Not GEMM: nothing is packed, because each weight is used M times only and reading W once is the
//! cost. Rows of x go four at a time, so up to four share one reading of W.
//!
//! `gemv_forward` takes W as (K, N) (x W), `gemv_transposed_forward` as (N, K) (x W^T: tied
//! embeddings). Split over threads by columns. Sums run over k in order, in f32. No backward:
//! training uses GEMM.

use crate::edges::{for_lanes, load_part, store_part, Lanes};
use crate::lanes::F32x4;

/// y[m][n] = bias[n] + sum_k x[m][k] * w[k][n] for n in begin..end. bias may be null.
#[no_mangle]
pub unsafe extern "C" fn gemv_forward(
    y: *mut f32,      // (M, N)
    x: *const f32,    // (M, K)
    w: *const f32,    // (K, N)
    bias: *const f32, // (N) or null
    rows: usize,
    depth: usize,
    columns: usize,
    begin: usize,
    end: usize,
) {
    let mut m = 0;
    while m < rows {
        let (y, x) = (y.add(m * columns), x.add(m * depth));
        let mut n = begin;
        if m + 4 <= rows {
            while n + 8 <= end {
                strip::<4, 2>(y.add(n), x, w.add(n), bias, n, depth, columns);
                n += 8;
            }
        } else {
            while n + 32 <= end {
                strip::<1, 8>(y.add(n), x, w.add(n), bias, n, depth, columns);
                n += 32;
            }
        }
        let taken = if m + 4 <= rows { 4 } else { 1 };
        for_lanes(end.saturating_sub(n), |i, lanes| {
            for row in 0..taken {
                let mut sum = start(bias, n + i, lanes);
                for k in 0..depth {
                    let w = lanes.load(w.add(k * columns + n + i), 0.0);
                    sum = w.madd(F32x4::load_splat(x.add(row * depth + k)), sum);
                }
                lanes.store(sum, y.add(row * columns + n + i));
            }
        });
        m += taken;
    }
}

#[inline(always)]
unsafe fn start(bias: *const f32, n: usize, lanes: Lanes) -> F32x4 {
    if bias.is_null() {
        F32x4::splat(0.0)
    } else {
        lanes.load(bias.add(n), 0.0)
    }
}

#[inline(always)]
unsafe fn strip<const ROWS: usize, const VECTORS: usize>(
    y: *mut f32,
    x: *const f32,
    w: *const f32,
    bias: *const f32,
    n: usize,
    depth: usize,
    columns: usize,
) {
    let mut sums = [[F32x4::splat(0.0); VECTORS]; ROWS];
    for row in sums.iter_mut() {
        for (v, sum) in row.iter_mut().enumerate() {
            *sum = start(bias, n + 4 * v, Lanes::Four);
        }
    }
    for k in 0..depth {
        let w = w.add(k * columns);
        for (row, sums) in sums.iter_mut().enumerate() {
            let x = F32x4::load_splat(x.add(row * depth + k));
            for (v, sum) in sums.iter_mut().enumerate() {
                *sum = F32x4::load(w.add(4 * v)).madd(x, *sum);
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        for (v, sum) in sums.iter().enumerate() {
            sum.store(y.add(row * columns + 4 * v));
        }
    }
}

/// y[m][n] = bias[n] + sum_k x[m][k] * w[n][k] for n in begin..end. bias may be null.
#[no_mangle]
pub unsafe extern "C" fn gemv_transposed_forward(
    y: *mut f32,      // (M, N)
    x: *const f32,    // (M, K)
    w: *const f32,    // (N, K)
    bias: *const f32, // (N) or null
    rows: usize,
    depth: usize,
    columns: usize,
    begin: usize,
    end: usize,
) {
    for m in 0..rows {
        let (y, x) = (y.add(m * columns), x.add(m * depth));
        let mut n = begin;
        while n < end {
            let count = if end - n < 4 { end - n } else { 4 };
            // Four rows of W at once; past the end the last row is read again and not stored.
            let at = |i: usize| w.add((n + if i < count { i } else { count - 1 }) * depth);
            let w = [at(0), at(1), at(2), at(3)];
            let mut sums = [F32x4::splat(0.0); 4];
            for_lanes(depth, |k, lanes| {
                let x = lanes.load(x.add(k), 0.0);
                for (sum, w) in sums.iter_mut().zip(&w) {
                    *sum = lanes.load(w.add(k), 0.0).madd(x, *sum);
                }
            });
            let [a, b, c, d] = F32x4::transpose(sums);
            let total = a.add(c).add(b.add(d));
            if count == 4 {
                total.add(start(bias, n, Lanes::Four)).store(y.add(n));
            } else {
                let first = if bias.is_null() {
                    F32x4::splat(0.0)
                } else {
                    load_part(bias.add(n), count, 0.0)
                };
                store_part(total.add(first), y.add(n), count);
            }
            n += 4;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{assert_close, Random};

    #[test]
    fn both_layouts_agree_with_the_naive_product_for_any_split() {
        let mut random = Random::new(70);
        let shapes = [
            (1, 1, 1),
            (1, 3, 5),
            (1, 64, 70),
            (4, 33, 37),
            (6, 17, 9),
            (2, 0, 3),
        ];
        for (rows, depth, columns) in shapes {
            let x = random.floats(rows * depth, 1.0);
            let w = random.floats(depth * columns, 1.0);
            let b = random.floats(columns, 1.0);
            let mut turned = vec![0.0; w.len()];
            for k in 0..depth {
                for n in 0..columns {
                    turned[n * depth + k] = w[k * columns + n];
                }
            }
            for with_bias in [false, true] {
                let bias = if with_bias {
                    b.as_ptr()
                } else {
                    core::ptr::null()
                };
                let want: Vec<f64> = (0..rows * columns)
                    .map(|i| {
                        let (m, n) = (i / columns, i % columns);
                        let first = if with_bias { b[n] as f64 } else { 0.0 };
                        (0..depth).fold(first, |sum, k| {
                            sum + x[m * depth + k] as f64 * w[k * columns + n] as f64
                        })
                    })
                    .collect();
                let (mut plain, mut other) =
                    (vec![f32::NAN; want.len()], vec![f32::NAN; want.len()]);
                for (begin, end) in [(columns / 2, columns), (0, columns / 2)] {
                    unsafe {
                        gemv_forward(
                            plain.as_mut_ptr(),
                            x.as_ptr(),
                            w.as_ptr(),
                            bias,
                            rows,
                            depth,
                            columns,
                            begin,
                            end,
                        );
                        gemv_transposed_forward(
                            other.as_mut_ptr(),
                            x.as_ptr(),
                            turned.as_ptr(),
                            bias,
                            rows,
                            depth,
                            columns,
                            begin,
                            end,
                        );
                    }
                }
                assert_close(&plain, &want, 2e-6, "x W");
                assert_close(&other, &want, 2e-6, "x W^T");
            }
        }
    }
}
