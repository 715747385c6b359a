//! Int8 codec for weight updates: quantise with error feedback, dequantise into a sum.
//! Legend: N floats in blocks of 256 (the last may be short), one f32 scale per block.
//!
//! A block's scale is its largest |x + error| / 127; q = round to even. What rounding loses is kept
//! in `error` and added before the next quantisation, so nothing is lost over time, only delayed:
//! q * scale + error = x + old error (to 1 ulp of x). |error| <= scale / 2.
//! A block whose largest magnitude is below 1e-30 sends scale 0 and keeps it all as error. A block
//! with NaN or infinity sends scale NaN (its receiver sees NaN and refuses) and leaves error as is.
//! Ranges given to threads must begin at multiples of 256.

use crate::edges::{fold_lanes, for_lanes, Lanes};
use crate::lane_bits::{load_i8, store_i8, ROUND};
use crate::lanes::F32x4;

pub const BLOCK: usize = 256;

/// Floats per scale, for whoever allocates.
#[no_mangle]
pub extern "C" fn int8_block() -> usize {
    BLOCK
}

#[no_mangle]
pub unsafe extern "C" fn int8_quantise(
    q: *mut i8,       // (N)
    scales: *mut f32, // (ceil(N / 256))
    error: *mut f32,  // (N), carried from call to call
    x: *const f32,    // (N)
    begin: usize,
    end: usize,
) {
    let mut at = begin;
    while at < end {
        let n = if end - at < BLOCK { end - at } else { BLOCK };
        let (q, error, x) = (q.add(at), error.add(at), x.add(at));
        let scale = scales.add(at / BLOCK);
        let zero = F32x4::splat(0.0);
        let step = |i: usize, lanes: Lanes, (top, check): (F32x4, F32x4)| {
            let sum = lanes.load(x.add(i), 0.0).add(lanes.load(error.add(i), 0.0));
            // sum - sum is 0 for finite numbers and NaN for all others.
            (top.pmax(sum.abs()), check.add(sum.sub(sum)))
        };
        let join = |a: (F32x4, F32x4), b: (F32x4, F32x4)| (a.0.pmax(b.0), a.1.add(b.1));
        let (top, check) = fold_lanes(n, (zero, zero), step, join);
        let (largest, finite) = (top.largest(), check.sum() == 0.0);
        if !finite || largest < 1e-30 {
            *scale = if finite { 0.0 } else { f32::NAN };
            for i in 0..n {
                *q.add(i) = 0;
                if finite {
                    *error.add(i) += *x.add(i);
                }
            }
        } else {
            *scale = largest / 127.0;
            quantise_block(q, error, x, n, *scale);
        }
        at += n;
    }
}

#[inline(always)]
unsafe fn quantise_block(q: *mut i8, error: *mut f32, x: *const f32, n: usize, scale: f32) {
    let (per_step, step) = (F32x4::splat(1.0 / scale), F32x4::splat(-scale));
    let magic = F32x4::splat(ROUND);
    let mut i = 0;
    while i + 16 <= n {
        let mut rounded = [magic; 4];
        for (j, r) in rounded.iter_mut().enumerate() {
            let at = i + 4 * j;
            let sum = F32x4::load(x.add(at)).add(F32x4::load(error.add(at)));
            *r = sum.madd(per_step, magic);
            r.sub(magic).madd(step, sum).store(error.add(at));
        }
        store_i8(rounded, q.add(i));
        i += 16;
    }
    for_lanes(n - i, |j, lanes| {
        let at = i + j;
        let sum = lanes
            .load(x.add(at), 0.0)
            .add(lanes.load(error.add(at), 0.0));
        let whole = sum.madd(per_step, magic).sub(magic);
        lanes.store(whole.madd(step, sum), error.add(at));
        let left = if n - at < 4 { n - at } else { 4 };
        for (l, w) in whole.to_array().iter().take(left).enumerate() {
            *q.add(at + l) = *w as i8;
        }
    });
}

/// out += weight * q * scale.
#[no_mangle]
pub unsafe extern "C" fn int8_dequantise_add(
    out: *mut f32,      // (N), added to
    q: *const i8,       // (N)
    scales: *const f32, // (ceil(N / 256))
    weight: f32,
    begin: usize,
    end: usize,
) {
    let mut at = begin;
    while at < end {
        let n = if end - at < BLOCK { end - at } else { BLOCK };
        let (out, q) = (out.add(at), q.add(at));
        let factor = weight * *scales.add(at / BLOCK);
        let step = F32x4::splat(factor);
        let mut i = 0;
        while i + 16 <= n {
            for (j, four) in load_i8(q.add(i)).iter().enumerate() {
                let out = out.add(i + 4 * j);
                four.madd(step, F32x4::load(out)).store(out);
            }
            i += 16;
        }
        while i < n {
            *out.add(i) += *q.add(i) as f32 * factor;
            i += 1;
        }
        at += n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::Random;

    struct Sent {
        q: Vec<i8>,
        scales: Vec<f32>,
    }

    fn quantise(x: &[f32], error: &mut [f32]) -> Sent {
        let n = x.len();
        let mut s = Sent {
            q: vec![99; n],
            scales: vec![9.0; (n + BLOCK - 1) / BLOCK],
        };
        unsafe {
            int8_quantise(
                s.q.as_mut_ptr(),
                s.scales.as_mut_ptr(),
                error.as_mut_ptr(),
                x.as_ptr(),
                0,
                n,
            )
        };
        s
    }

    fn add(s: &Sent, weight: f32, out: &mut [f32]) {
        let (q, scales) = (s.q.as_ptr(), s.scales.as_ptr());
        unsafe { int8_dequantise_add(out.as_mut_ptr(), q, scales, weight, 0, s.q.len()) }
    }

    #[test]
    fn what_is_sent_and_what_is_kept_sum_to_the_input() {
        let mut random = Random::new(40);
        for n in [1usize, 3, 15, 16, 100, 256, 257, 1000] {
            for size in [1e-20, 1e-3, 1.0, 1e30] {
                let x = random.floats(n, size);
                let before = random.floats(n, size * 0.01);
                let mut error = before.clone();
                let sent = quantise(&x, &mut error);
                let mut got = vec![0.0; n];
                add(&sent, 1.0, &mut got);
                for i in 0..n {
                    let scale = sent.scales[i / BLOCK];
                    let want = x[i] as f64 + before[i] as f64;
                    assert!((got[i] as f64 + error[i] as f64 - want).abs() <= 1e-6 * size as f64);
                    assert!(error[i].abs() <= scale * 0.500_1);
                    assert!(sent.q[i] >= -127);
                }
            }
        }
    }

    #[test]
    fn error_feedback_delays_but_loses_nothing() {
        let mut random = Random::new(41);
        let n = 300;
        let (mut error, mut sum, mut want) = (vec![0.0; n], vec![0.0; n], vec![0.0f64; n]);
        for _ in 0..50 {
            let x = random.floats(n, 1.0);
            for i in 0..n {
                want[i] += 0.5 * x[i] as f64;
            }
            add(&quantise(&x, &mut error), 0.5, &mut sum);
        }
        for i in 0..n {
            assert!(
                (sum[i] as f64 - want[i]).abs() < 0.003,
                "within one quantum of the truth"
            );
        }
    }

    #[test]
    fn zeros_denormals_and_nan_follow_the_header() {
        let mut error = vec![0.0; 600];
        let mut x = vec![0.0f32; 600];
        x[5] = 1e-42;
        x[300] = f32::NAN;
        x[512] = 1.0;
        let sent = quantise(&x, &mut error);
        assert_eq!((sent.scales[0], error[5], sent.q[5]), (0.0, 1e-42, 0));
        assert!(sent.scales[1].is_nan() && error[300] == 0.0);
        assert_eq!(sent.q[512], 127);
        let mut out = vec![0.0; 600];
        add(&sent, 1.0, &mut out);
        assert!(out[256..512].iter().all(|x| x.is_nan()) && out[0] == 0.0);
        x[300] = f32::INFINITY;
        assert!(quantise(&x, &mut error).scales[1].is_nan());
    }
}
