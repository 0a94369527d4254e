namespace AudioIO;

/// <summary>Turns warm-up and residual into samples, one subframe at a time (RFC 9639 §9.2.5, §9.2.6).</summary>
internal static unsafe class FlacPrediction
{
    /// <summary>
    /// Below it a sum of products fits 32 bits, and adding a residual of 32 bits cannot wrap into the range of samples of at most 30 bits:
    /// |r + p| &lt; 2^31 + 2^30, which wraps to a magnitude of 2^30 or more.
    /// </summary>
    private const long NarrowLimit = 1L << 30;

    /// <summary>Restores <paramref name="count"/> samples in place.</summary>
    /// <param name="subframe">The predictor; its coefficients beyond the order are 0.</param>
    /// <param name="samples">Warm-up and residual; <see cref="FlacSubframe.MaxOrder"/> readable integers of any value before them.</param>
    /// <param name="count">Number of samples.</param>
    /// <returns>False when a sample leaves the range of its bits.</returns>
    public static bool Restore(in FlacSubframe subframe, int* samples, int count)
    {
        return subframe.Order switch
        {
            0 => IsInRange(subframe, samples, count),
            <= 4 => Restore<FlacTwoTaps>(subframe, samples, count),
            <= 8 => Restore<FlacSixTaps>(subframe, samples, count),
            <= 12 => Restore<FlacTenTaps>(subframe, samples, count),
            _ => Restore<FlacThirtyTaps>(subframe, samples, count),
        };
    }

    /// <summary>Restores samples of up to 33 bits from a residual of 32 bits; the warm-up is in <paramref name="samples"/>.</summary>
    /// <returns>False when a sample leaves the range of its bits.</returns>
    public static bool RestoreWide(in FlacSubframe subframe, int* residual, long* samples, int count)
    {
        for (int i = subframe.Order; i < count; i++)
        {
            long sum = 0;
            for (int j = 0; j < subframe.Order; j++) sum += subframe.Coefficients[j] * samples[i - 1 - j];
            long sample = residual[i] + (sum >> subframe.Shift);
            if (sample >> (subframe.Bits - 1) is not (0 or -1)) return false;
            samples[i] = sample;
        }
        return true;
    }

    private static bool Restore<TTaps>(in FlacSubframe subframe, int* samples, int count)
        where TTaps : struct, IFlacTaps
    {
        long* coefficients = stackalloc long[FlacSubframe.MaxOrder + 1];
        for (int j = 0; j < FlacSubframe.MaxOrder; j++) coefficients[j] = subframe.Coefficients[j];
        coefficients[FlacSubframe.MaxOrder] = 0;
        return subframe.SumLimit < NarrowLimit && subframe.Bits <= 30
            ? RestoreNarrow<TTaps>(subframe, coefficients, samples, count)
            : RestoreLong<TTaps>(subframe, coefficients, samples, count);
    }

    /// <summary>
    /// Two predictions from one row of products: every sample is multiplied by its coefficients for the next sample and, 2^32 times as
    /// large, for the one after it. Both sums fit 32 bits; the lower one takes 1 from the upper one where it is negative. The two newest
    /// samples, which the next ones wait for, stay in registers.
    /// </summary>
    private static bool RestoreNarrow<TTaps>(in FlacSubframe subframe, long* coefficients, int* samples, int count)
        where TTaps : struct, IFlacTaps
    {
        int shift = subframe.Shift, seen = 0;
        int c0 = (int)coefficients[0], c1 = (int)coefficients[1], c2 = (int)coefficients[2];
        for (int j = 2; j < FlacSubframe.MaxOrder; j++) coefficients[j] += coefficients[j + 1] << 32;
        int* next = samples + subframe.Order, end = samples + count;
        int newest = next[-1], older = next[-2];
        for (; next < end; next += 2)
        {
            long both = TTaps.Sum(coefficients + 2, next - 2);
            int lower = (int)both, upper = (int)((both - lower) >> 32);
            int sample = next[0] + ((lower + (c1 * older) + (c0 * newest)) >> shift);
            next[0] = sample;
            seen |= sample ^ (sample >> 31);
            if (next + 1 == end) break;
            int last = next[1] + ((upper + (c2 * older) + (c1 * newest) + (c0 * sample)) >> shift);
            next[1] = last;
            seen |= last ^ (last >> 31);
            (older, newest) = (sample, last);
        }
        return seen >> (subframe.Bits - 1) == 0;
    }

    private static bool RestoreLong<TTaps>(in FlacSubframe subframe, long* coefficients, int* samples, int count)
        where TTaps : struct, IFlacTaps
    {
        int shift = subframe.Shift, bits = subframe.Bits;
        long c0 = coefficients[0], c1 = coefficients[1];
        int* next = samples + subframe.Order, end = samples + count;
        long newest = next[-1], older = next[-2];
        for (; next < end; next++)
        {
            long sample = *next + ((TTaps.Sum(coefficients + 2, next - 2) + (c1 * older) + (c0 * newest)) >> shift);
            if (sample >> (bits - 1) is not (0 or -1)) return false;
            *next = (int)sample;
            (older, newest) = (newest, sample);
        }
        return true;
    }

    /// <summary>Residuals of order 0 are the samples; they can be beyond the range although no prediction was added.</summary>
    private static bool IsInRange(in FlacSubframe subframe, int* samples, int count)
    {
        int seen = 0;
        for (int i = 0; i < count; i++) seen |= samples[i] ^ (samples[i] >> 31);
        return seen >> (subframe.Bits - 1) == 0;
    }
}
