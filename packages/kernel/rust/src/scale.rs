//! y = a * x over n numbers: the plainest streaming op, one read and one write per number. It is also
//! the measure of copy bandwidth (a = 1) that memory-bound ops are compared with.

use crate::lanes::F32x4;

/// x, y: (n). They may be the same array, not overlap otherwise.
#[no_mangle]
pub unsafe extern "C" fn scale(x: *const f32, y: *mut f32, n: usize, a: f32) {
    let factor = F32x4::splat(a);
    let mut i = 0;
    while i + 16 <= n {
        let block = [0, 4, 8, 12].map(|at| F32x4::load(x.add(i + at)).mul(factor));
        for (at, lanes) in block.iter().enumerate() {
            lanes.store(y.add(i + 4 * at));
        }
        i += 16;
    }
    while i < n {
        *y.add(i) = a * *x.add(i);
        i += 1;
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_length_is_covered_and_nothing_beyond() {
        for n in 0..70 {
            let x: Vec<f32> = (0..n).map(|i| i as f32 - 7.5).collect();
            let mut y = vec![99f32; n + 1];
            unsafe { super::scale(x.as_ptr(), y.as_mut_ptr(), n, -3.0) };
            assert!((0..n).all(|i| y[i] == -3.0 * x[i]));
            assert_eq!(y[n], 99.0);
        }
    }
}
