//! GEMM against three loops in f64: every form, tile and start, ragged and tiny shapes, seams between
//! blocks, and how far NaN and infinity reach.

use super::*;
use crate::gemm_pack::height;

fn numbers(seed: u32, count: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12345);
    (0..count)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 8_388_608.0 - 1.0
        })
        .collect()
}

fn run(form: usize, tile: usize, m: usize, n: usize, k: usize, start: usize) {
    let a = numbers(1 + m as u32, m * k);
    let b = numbers(7 + n as u32, n * k);
    let bias = numbers(3, n);
    let before = numbers(5, m * n);
    let other = numbers(11, m * n);
    let first = if start == FROM { &other } else { &bias };
    let guard = 77.5;
    let mut c = before.clone();
    c.extend([guard; 8]);
    let mut scratch = vec![f32::NAN; SCRATCH];
    let (lda, ldb) = (if form == TN { m } else { k }, if form == NT { k } else { n });
    unsafe {
        gemm(
            form, tile, m, n, k, a.as_ptr(), lda, b.as_ptr(), ldb, c.as_mut_ptr(), n, start,
            first.as_ptr(), scratch.as_mut_ptr(),
        )
    };
    let expected = reference::gemm(form, m, n, k, &a, &b);
    let bound = 1e-6 * (k as f64 + 4.0);
    for at in 0..m * n {
        let begin = match start {
            ACCUMULATE => before[at],
            BIAS => bias[at % n],
            FROM => other[at],
            _ => 0.0,
        };
        let difference = (f64::from(c[at]) - expected[at] - f64::from(begin)).abs();
        assert!(difference < bound, "form {form} tile {tile} {m}x{n}x{k} start {start} at {at}");
    }
    assert!(c[m * n..].iter().all(|&x| x == guard));
}

#[test]
fn every_form_tile_and_start_agrees_with_three_loops_on_tiny_and_odd_shapes() {
    let shapes = [
        (1, 1, 1), (1, 8, 4), (2, 3, 5), (3, 17, 9), (4, 8, 3), (5, 16, 7), (6, 16, 4),
        (7, 23, 13), (8, 8, 8), (9, 40, 2), (11, 15, 31), (13, 33, 65), (16, 16, 0), (19, 24, 33),
    ];
    for (m, n, k) in shapes {
        for form in [NN, NT, TN] {
            for tile in 0..TILES {
                for start in [ZERO, ACCUMULATE, BIAS, FROM] {
                    run(form, tile, m, n, k, start);
                }
            }
        }
    }
}

#[test]
fn every_tile_gives_the_same_bits() {
    let (m, n, k) = (23, 29, 37);
    let (a, b, before) = (numbers(1, m * k), numbers(2, k * n), numbers(3, m * n));
    let mut scratch = vec![0f32; SCRATCH];
    for start in [ZERO, ACCUMULATE, BIAS, FROM] {
        let mut all = (0..TILES).map(|tile| {
            let mut c = before.clone();
            unsafe {
                gemm(
                    NN, tile, m, n, k, a.as_ptr(), k, b.as_ptr(), n, c.as_mut_ptr(), n, start,
                    a.as_ptr(), scratch.as_mut_ptr(),
                )
            };
            c
        });
        let first = all.next();
        assert!(all.all(|c| Some(c) == first));
    }
}

#[test]
fn blocks_of_k_n_and_m_meet_without_a_seam() {
    for form in [NN, NT, TN] {
        for tile in 0..TILES {
            run(form, tile, 131, 70, 801, ACCUMULATE);
            run(form, tile, 10, 1050, 390, BIAS);
            run(form, tile, 45, 410, 530, FROM);
        }
    }
}

#[test]
fn heights_add_up_to_every_row_count_and_only_few_are_ragged() {
    for most in [4, 5, 6] {
        for m in 1..200 {
            let (mut left, mut ragged) = (m, false);
            while left > 0 {
                let h = height(most, left);
                assert!((4..=most).contains(&h));
                ragged |= h > left;
                left -= least(h, left);
            }
            if most == 6 {
                assert_eq!(ragged, [1, 2, 3, 7].contains(&m), "{m}");
            }
        }
    }
}

#[test]
fn nan_and_infinity_reach_exactly_their_rows_and_columns() {
    let (m, n, k) = (9, 17, 5);
    let mut a = vec![1f32; m * k];
    let mut b = vec![1f32; k * n];
    a[4 * k + 2] = f32::NAN;
    b[3 * n + 16] = f32::INFINITY;
    let mut c = vec![0f32; m * n];
    let mut scratch = vec![0f32; SCRATCH];
    for tile in 0..TILES {
        unsafe {
            gemm(
                NN, tile, m, n, k, a.as_ptr(), k, b.as_ptr(), n, c.as_mut_ptr(), n, ZERO,
                a.as_ptr(), scratch.as_mut_ptr(),
            )
        };
        for i in 0..m {
            for j in 0..n {
                let x = c[i * n + j];
                match (i, j) {
                    (4, _) => assert!(x.is_nan()),
                    (_, 16) => assert_eq!(x, f32::INFINITY),
                    _ => assert_eq!(x, k as f32),
                }
            }
        }
    }
}

/// The three loops everything else is measured against.
mod reference {
    pub fn gemm(form: usize, m: usize, n: usize, k: usize, a: &[f32], b: &[f32]) -> Vec<f64> {
        let mut c = vec![0f64; m * n];
        for i in 0..m {
            for j in 0..n {
                for p in 0..k {
                    let left = if form == super::super::TN { a[p * m + i] } else { a[i * k + p] };
                    let right = if form == super::super::NT { b[j * k + p] } else { b[p * n + j] };
                    c[i * n + j] += f64::from(left) * f64::from(right);
                }
            }
        }
        c
    }
}
